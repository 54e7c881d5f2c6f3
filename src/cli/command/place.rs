use crate::cli::acts::acts;
use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::fillings::Filled;
use crate::cli::near;
use crate::cli::out::Answer;
use crate::cli::records::Alias;
use crate::cli::renaming::Rename;
use crate::domain::{Ledger, Place};

acts! {
    /// 地区：列出、登记、修改、添别名、更名 | Places: list them, enter one, change what one states, give one more names or another
    #[command(after_help = "例：
  duban place list 密山
  duban place add 密山市裴德镇 --within 密山市 --aliases 裴德镇
  duban place alias 虎林市 '全市@hulin-agri' | Examples:
  duban place list 密山
  duban place add 密山市裴德镇 --within 密山市 --aliases 裴德镇
  duban place alias 虎林市 '全市@hulin-agri'")]
    Places of Place: Alias(Alias<Place>), Rename(Rename<Place>)
}

impl Filled for Place {
    const COMMAND: &'static str = "place";
    const SHOWN: &'static [&'static str] = &["level", "within", "aliases"];

    fn names(&self) -> Vec<&str> {
        Place::names(self).collect()
    }

    fn meant<'a>(ledger: &'a Ledger, word: &str) -> Result<&'a Place, CliError> {
        ledger.places.resolve(word, "").ok_or_else(|| {
            let near = near::names(word, ledger.places.iter().map(|p| p.names().collect()));
            CliError::nothing(("地区", "place"), word, &near)
        })
    }
}
