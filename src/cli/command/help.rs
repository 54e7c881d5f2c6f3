use crate::cli::call::Call;
use crate::cli::error::CliError;
use crate::cli::out::Answer;
use crate::cli::topics::{TOPICS, Topic};
use crate::text::Lang;

/// 讲解：筛选、期间、灯、共用、报送；或一个命令的用法 | Explains filters, periods, lights, sharing, reporting; or how a command is used
#[derive(clap::Args, Debug)]
#[command(after_help = "例：
  duban help
  duban help 筛选
  duban help list | Examples:
  duban help
  duban help filter
  duban help list")]
pub(in crate::cli) struct Help {
    /// 专题（筛选 期间 灯 共用 报送）或命令 | A topic (filter periods lights sharing reporting), or a command
    #[arg(value_name = "专题或命令 | TOPIC")]
    words: Vec<String>,
}

impl Help {
    pub(in crate::cli) fn run(&self, call: &Call) -> Result<Answer, CliError> {
        let lang = call.lang;
        if let [word] = self.words.as_slice()
            && let Some(topic) = Topic::find(word)
        {
            return Ok(Answer::text(topic.page(lang)));
        }
        let mut command = (call.declarations)(lang);
        for word in &self.words {
            let Some(below) = command.find_subcommand(word).cloned() else { return Err(self.unknown(word, &command)) };
            command = below;
        }
        let topics: Vec<&str> = TOPICS.iter().map(|topic| topic.name(lang)).collect();
        let more =
            format!("\n{}{}\n", lang.pick("专题（duban help 专题）：", "Topics (duban help TOPIC): "), topics.join(lang.pick("、", ", ")));
        let answer = Answer::text(command.render_help().to_string());
        Ok(if self.words.is_empty() { answer.more(&more) } else { answer })
    }

    fn unknown(&self, word: &str, command: &clap::Command) -> CliError {
        let topics = |lang: Lang| TOPICS.iter().map(move |topic| topic.name(lang)).collect::<Vec<_>>();
        let (zh, en) = (format!("没有 `{word}` 这个专题或命令"), format!("there is no topic or command `{word}`"));
        let commands = command.get_subcommands().map(clap::Command::get_name);
        let near = crate::text::nearest(word, commands.chain(topics(Lang::En)));
        let perhaps = |said: &str, end: &str| near.map(|near| format!("{said} `{near}`{end}")).unwrap_or_default();
        let hints = (
            format!("{}专题有：{}；命令见 duban help。", perhaps("是不是", "？"), topics(Lang::Zh).join("、")),
            format!("{}Topics: {}; `duban help` lists the commands.", perhaps("Did you mean", "? "), topics(Lang::En).join(", ")),
        );
        CliError::usage(&zh, &en, &hints.0, &hints.1)
    }
}
