//! What one source file says: the names that it defines, those that it brings in, and the paths that it mentions.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{self, Visit};

/// `a::b::c` as its names.
pub(super) type Path = Vec<String>;

/// The code of a module, without that of the modules beneath it and without tests.
#[derive(Default)]
pub(super) struct Code {
    /// Modules that lie in files of their own.
    pub files: Vec<String>,
    /// Modules that are written out in this one.
    pub inline: Vec<(String, Code)>,
    /// Names of things that are defined here.
    pub items: Vec<String>,
    /// What is brought in.
    pub imports: Vec<Import>,
    /// Paths in the code, each as it is written.
    pub mentions: Vec<Path>,
}

/// One leaf of a `use` tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Import {
    /// The name that it has here; `*` for all names.
    pub name: String,
    pub path: Path,
    /// Whether the name is handed on, so that this is no use of the thing.
    pub handed_on: bool,
}

impl Code {
    pub(super) fn of(text: &str) -> Code {
        Code::of_items(&syn::parse_file(text).expect("a source that compiles").items)
    }

    fn of_items(items: &[syn::Item]) -> Code {
        let mut code = Code::default();
        for item in items.iter().filter(|i| !is_test(attributes(i))) {
            match item {
                syn::Item::Use(tree) => {
                    leaves(&tree.tree, &mut Vec::new(), !matches!(tree.vis, syn::Visibility::Inherited), &mut code.imports)
                }
                syn::Item::Mod(module) => match &module.content {
                    Some((_, items)) => code.inline.push((module.ident.to_string(), Code::of_items(items))),
                    None => code.files.push(module.ident.to_string()),
                },
                other => {
                    code.items.extend(name(other));
                    code.visit_item(other);
                }
            }
        }
        code
    }

    /// Whether nothing stands here but modules and names that are handed on.
    pub(super) fn is_alias(&self) -> bool {
        self.items.is_empty() && self.mentions.is_empty()
    }
}

/// Collects the paths of everything that is no `use` of the module itself.
impl Visit<'_> for Code {
    fn visit_path(&mut self, path: &syn::Path) {
        self.mentions.push(path.segments.iter().map(|s| s.ident.to_string()).collect());
        visit::visit_path(self, path);
    }

    /// A `use` within a function.
    fn visit_item_use(&mut self, tree: &syn::ItemUse) {
        let mut found = Vec::new();
        leaves(&tree.tree, &mut Vec::new(), false, &mut found);
        self.mentions.extend(found.into_iter().map(|i| i.path));
    }

    /// `pub(super)` names a module and uses nothing of it.
    fn visit_vis_restricted(&mut self, _: &syn::VisRestricted) {}

    fn visit_macro(&mut self, call: &syn::Macro) {
        self.visit_path(&call.path);
        paths_of(call.tokens.clone(), &mut self.mentions);
    }

    fn visit_attribute(&mut self, attribute: &syn::Attribute) {
        if let syn::Meta::List(list) = &attribute.meta {
            paths_of(list.tokens.clone(), &mut self.mentions);
        }
    }

    fn visit_item_mod(&mut self, _: &syn::ItemMod) {}
}

/// The paths in tokens that nobody has parsed: what a macro is called with, what an attribute says. A path in quotation
/// marks is one too, for `serde(with = "…")`.
fn paths_of(tokens: TokenStream, found: &mut Vec<Path>) {
    let (mut path, mut colons) = (Path::new(), 0);
    for token in tokens {
        match token {
            TokenTree::Punct(p) if p.as_char() == ':' => colons += 1,
            TokenTree::Ident(name) => {
                if colons != 2 {
                    found.extend(Some(std::mem::take(&mut path)).filter(|p| !p.is_empty()));
                }
                path.push(name.to_string());
                colons = 0;
            }
            other => {
                found.extend(Some(std::mem::take(&mut path)).filter(|p| !p.is_empty()));
                colons = 0;
                match other {
                    TokenTree::Group(group) => paths_of(group.stream(), found),
                    TokenTree::Literal(text) => found.extend(quoted(&text.to_string())),
                    _ => {}
                }
            }
        }
    }
    found.extend(Some(path).filter(|p| !p.is_empty()));
}

fn quoted(literal: &str) -> Option<Path> {
    let path = literal.strip_prefix('"')?.strip_suffix('"')?;
    let path: Path = path.split("::").map(str::to_owned).collect();
    let is_name = |name: &String| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (path.len() > 1 && path.iter().all(is_name)).then_some(path)
}

fn leaves(tree: &syn::UseTree, before: &mut Path, handed_on: bool, found: &mut Vec<Import>) {
    let leaf = |name: String, path: Path| Import { name, path, handed_on };
    let with = |last: String| before.iter().cloned().chain([last]).collect::<Path>();
    match tree {
        syn::UseTree::Path(path) => {
            before.push(path.ident.to_string());
            leaves(&path.tree, before, handed_on, found);
            before.pop();
        }
        syn::UseTree::Group(group) => group.items.iter().for_each(|t| leaves(t, before, handed_on, found)),
        syn::UseTree::Glob(_) => found.push(leaf("*".into(), before.clone())),
        syn::UseTree::Name(name) if name.ident == "self" => found.push(leaf(before.last().cloned().unwrap_or_default(), before.clone())),
        syn::UseTree::Name(name) => found.push(leaf(name.ident.to_string(), with(name.ident.to_string()))),
        syn::UseTree::Rename(name) if name.ident == "self" => found.push(leaf(name.rename.to_string(), before.clone())),
        syn::UseTree::Rename(name) => found.push(leaf(name.rename.to_string(), with(name.ident.to_string()))),
    }
}

fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|a| a.path().is_ident("cfg") && a.parse_args::<syn::Path>().is_ok_and(|p| p.is_ident("test")))
}

fn attributes(item: &syn::Item) -> &[syn::Attribute] {
    match item {
        syn::Item::Const(i) => &i.attrs,
        syn::Item::Enum(i) => &i.attrs,
        syn::Item::Fn(i) => &i.attrs,
        syn::Item::Impl(i) => &i.attrs,
        syn::Item::Macro(i) => &i.attrs,
        syn::Item::Mod(i) => &i.attrs,
        syn::Item::Static(i) => &i.attrs,
        syn::Item::Struct(i) => &i.attrs,
        syn::Item::Trait(i) => &i.attrs,
        syn::Item::Type(i) => &i.attrs,
        syn::Item::Use(i) => &i.attrs,
        _ => &[],
    }
}

fn name(item: &syn::Item) -> Option<String> {
    let ident = match item {
        syn::Item::Const(i) => &i.ident,
        syn::Item::Enum(i) => &i.ident,
        syn::Item::Fn(i) => &i.sig.ident,
        syn::Item::Static(i) => &i.ident,
        syn::Item::Struct(i) => &i.ident,
        syn::Item::Trait(i) => &i.ident,
        syn::Item::Type(i) => &i.ident,
        syn::Item::Macro(i) => i.ident.as_ref()?,
        _ => return None,
    };
    Some(ident.to_string())
}
