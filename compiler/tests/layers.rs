//! Holds the code to ARCHITECTURE.md: a folder of the compiler uses those before it and none behind it, and
//! so do the instruction sets and the kernels of the runtime.
//!
//! The tests follow the modules from each `lib.rs` and look at every path that begins with `crate`, `super`
//! or `self`: in `use` items, in types and expressions, and in the tokens of macros. Tests may use
//! everything, so that what is under `#[cfg(test)]` is left out.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Attribute, ImplItemFn, Item, ItemMod, ItemUse, Macro, Meta, Token, UseTree, Visibility,
    punctuated::Punctuated,
    visit::{self, Visit},
};

/// The steps of the compiler in order; each may use those before it. `compile` is what all steps up to the
/// plan make, which emitters of other languages read.
const STEPS: [&str; 8] = ["spec", "ir", "lower", "passes", "plan", "warning", "compile", "emit"];

/// Parts of the compiler that every step may use, and that use no other part.
const SHARED: [&str; 3] = ["arithmetic", "diagnostic", "shape"];

/// Parts of the compiler that may use everything, and that no step may use.
const ABOVE: [&str; 6] = ["blob", "builder", "expand", "files", "fit", "random"];

/// Parts of the runtime, each with those that it may use.
const RUNTIME: [Layer; 2] = [("simd", &[]), ("kernels", &["memory", "simd"])];

/// The families of kernels, each with those that it may use, as its `mod.rs` says. A family may only use
/// those above it here, so that no two use each other.
const FAMILIES: [Layer; 7] = [
    ("common", &[]),
    ("matmul", &["common"]),
    ("resample", &["common"]),
    ("maps", &["common"]),
    ("conv", &["common", "matmul", "resample"]),
    ("eesp", &["common", "matmul", "resample", "conv"]),
    ("pyramid_pool", &["common", "matmul"]),
];

/// A module and those beside it that it may use.
type Layer = (&'static str, &'static [&'static str]);

#[test]
fn steps_of_the_compiler_use_those_before_them() {
    let mut layers = SHARED.map(|name| (name, Vec::new())).to_vec();
    for (index, name) in STEPS.into_iter().enumerate() {
        layers.push((name, [&SHARED, &STEPS[..index]].concat()));
    }
    let source = Source::of("compiler/src", &[], &layers);
    source.check();
    let listed = [&SHARED[..], &STEPS, &ABOVE].concat();
    assert_eq!(source.modules, names(listed), "this test lists every module of lib.rs");
}

#[test]
fn instruction_sets_and_kernels_know_little_of_the_runtime() {
    let layers = RUNTIME.map(|(name, known)| (name, known.to_vec()));
    Source::of("runtime/src", &[], &layers).check();
}

#[test]
fn families_of_kernels_use_those_that_their_documentation_says() {
    for (index, (name, known)) in FAMILIES.iter().enumerate() {
        let above: Vec<&str> = FAMILIES[..index].iter().map(|(name, _)| *name).collect();
        assert!(known.iter().all(|other| above.contains(other)), "{name} uses families below it");
    }
    let layers = FAMILIES.map(|(name, known)| (name, known.to_vec()));
    let source = Source::of("runtime/src", &["kernels"], &layers);
    source.check();
    let listed = FAMILIES.map(|(name, _)| name).to_vec();
    assert_eq!(source.modules, names(listed), "this test lists every family");
}

/// Paths are found however they are written, and at their lines.
#[test]
fn forbidden_paths_are_found() {
    let layers = [("low", vec!["shared"]), ("shared", vec![])];
    for (text, lines) in [
        ("use crate::high;", vec![1]),
        ("use crate::{\n    low::A,\n    high::{B, C},\n};", vec![3]),
        ("use super::super::high::A as B;", vec![1]),
        ("use crate::*;", vec![1]),
        ("fn f(a: &crate::high::A) {\n    super::super::high::g::<u8>();\n}", vec![1, 2]),
        ("fn f() {\n    println!(\"{}\", crate::high::NUMBER);\n}", vec![2]),
        ("macro_rules! m {\n    () => { $crate::high::f() };\n}", vec![2]),
        ("macro_rules! m {\n    () => { pub(crate) fn f() {} };\n}", vec![]),
        ("mod inner {\n    use super::super::super::high;\n}", vec![2]),
        ("use crate::{low::A, shared::B};\nuse super::{C, *};\nuse self::inner::D;", vec![]),
        ("pub(in crate::low) fn f(&self) {\n    self.high();\n    std::high::g();\n}", vec![]),
        ("#[cfg(test)]\nmod tests {\n    use crate::high;\n}", vec![]),
        ("#[cfg(all(test, unix))]\nuse crate::high;", vec![]),
        ("#[cfg(not(test))]\nuse crate::high;", vec![2]),
    ] {
        let mut source = Source::new(&[], &layers);
        source.read(Path::new("low/file.rs"), &["low", "file"].map(String::from), text);
        let found: Vec<String> =
            lines.iter().map(|line| format!("low/file.rs:{line}: `low` uses `high`")).collect();
        let named: Vec<String> =
            source.forbidden.iter().map(|text| text.replace("everything", "high")).collect();
        assert_eq!(named, found, "{text}");
    }
}

fn names(listed: Vec<&str>) -> BTreeSet<String> {
    listed.into_iter().map(String::from).collect()
}

/// The code of a crate, looked through for modules that use what they may not.
struct Source<'a> {
    /// The module whose parts have layers; the crate itself if it is empty.
    parent: &'a [&'a str],
    layers: &'a [(&'a str, Vec<&'a str>)],
    /// The parts of `parent`.
    modules: BTreeSet<String>,
    /// A line for each use that is forbidden.
    forbidden: Vec<String>,
    /// The file that is read, and the module that is read in it.
    file: PathBuf,
    module: Vec<String>,
}

impl<'a> Source<'a> {
    fn new(parent: &'a [&'a str], layers: &'a [(&'a str, Vec<&'a str>)]) -> Self {
        Source {
            parent,
            layers,
            modules: BTreeSet::new(),
            forbidden: Vec::new(),
            file: PathBuf::new(),
            module: Vec::new(),
        }
    }

    /// Reads all modules of a crate; `folder` is relative to the workspace.
    fn of(folder: &str, parent: &'a [&'a str], layers: &'a [(&'a str, Vec<&'a str>)]) -> Self {
        let mut source = Source::new(parent, layers);
        source.follow(&Path::new(folder).join("lib.rs"), &[]);
        source
    }

    /// Reads the file of a module, then those of the modules that it declares.
    fn follow(&mut self, file: &Path, module: &[String]) {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let text = fs::read_to_string(root.join(file))
            .unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let folder = match file.file_stem().and_then(|stem| stem.to_str()) {
            Some("lib" | "mod") => file.with_file_name(""),
            _ => file.with_extension(""),
        };
        for name in self.read(file, module, &text) {
            let nested = folder.join(&name).join("mod.rs");
            let flat = folder.join(format!("{name}.rs"));
            let file = if root.join(&nested).exists() { nested } else { flat };
            self.follow(&file, &[module, &[name]].concat());
        }
    }

    /// Reads a file and returns the names of the modules that it declares in files of their own.
    fn read(&mut self, file: &Path, module: &[String], text: &str) -> Vec<String> {
        let parsed =
            syn::parse_file(text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        file.clone_into(&mut self.file);
        module.clone_into(&mut self.module);
        self.visit_file(&parsed);
        let declared = parsed.items.iter().filter_map(|item| match item {
            Item::Mod(item) if item.content.is_none() && !is_test(&item.attrs) => {
                Some(item.ident.to_string())
            }
            _ => None,
        });
        declared.collect()
    }

    /// Fails if there is a forbidden use.
    #[track_caller]
    fn check(&self) {
        assert!(self.forbidden.is_empty(), "\n{}", self.forbidden.join("\n"));
        for (name, _) in self.layers {
            assert!(self.modules.contains(*name), "there is no module `{name}`");
        }
    }

    /// Judges a path that is written in the current module.
    fn judge(&mut self, path: &[String], span: Span) {
        let Some(target) = self.absolute(path) else { return };
        let Some(from) = below(&self.module, self.parent).and_then(|names| names.first()) else {
            return;
        };
        let Some((_, known)) = self.layers.iter().find(|(name, _)| name == from) else { return };
        let Some(names) = below(&target, self.parent) else { return };
        let to = names.first().map_or("everything", String::as_str);
        if to != from && !known.contains(&to) {
            let (file, line) = (self.file.display(), span.start().line);
            let text = format!("{file}:{line}: `{from}` uses `{to}`");
            if self.forbidden.last() != Some(&text) {
                self.forbidden.push(text);
            }
        }
    }

    /// Returns the module path that a path means if it is relative to a module.
    fn absolute(&self, path: &[String]) -> Option<Vec<String>> {
        let mut target = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" | "super" => self.module.clone(),
            _ => return None,
        };
        for name in path {
            match name.as_str() {
                "crate" | "self" => {}
                "super" => drop(target.pop()),
                _ => target.push(name.clone()),
            }
        }
        Some(target)
    }

    /// Judges every path of a tree of `use`, of which `prefix` comes before the tree.
    fn judge_use(&mut self, tree: &UseTree, prefix: &[String]) {
        let with = |name: &syn::Ident| [prefix, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(tree) => self.judge_use(&tree.tree, &with(&tree.ident)),
            UseTree::Name(tree) => self.judge(&with(&tree.ident), tree.ident.span()),
            UseTree::Rename(tree) => self.judge(&with(&tree.ident), tree.ident.span()),
            UseTree::Glob(tree) => self.judge(prefix, tree.star_token.spans[0]),
            UseTree::Group(tree) => tree.items.iter().for_each(|tree| self.judge_use(tree, prefix)),
        }
    }

    /// Judges the paths among the tokens of a macro.
    fn judge_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        let mut start = Span::call_site();
        for token in tokens {
            match token {
                // The places of `pub(crate)` and `pub(in crate::a)` are modules around this one.
                TokenTree::Group(_) if path.last().is_some_and(|name| name == "pub") => {
                    path.clear()
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' => colons += 1,
                TokenTree::Ident(ident) => {
                    if colons != 2 || path.is_empty() {
                        self.judge(&path, start);
                        path.clear();
                        start = ident.span();
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                token => {
                    self.judge(&path, start);
                    path.clear();
                    colons = 0;
                    if let TokenTree::Group(group) = token {
                        self.judge_tokens(group.stream());
                    }
                }
            }
        }
        self.judge(&path, start);
    }
}

/// The rest of a module's path behind that of a module around it.
fn below<'p>(path: &'p [String], parent: &[&str]) -> Option<&'p [String]> {
    let begins = path.iter().zip(parent).all(|(name, other)| name == other);
    if begins { path.get(parent.len()..) } else { None }
}

/// Says whether something is compiled for tests only.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")).any(|attribute| {
        let conditions = attribute.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated);
        conditions.expect("`cfg` has conditions").iter().any(|condition| match condition {
            Meta::List(list) if list.path.is_ident("all") => {
                let parser = Punctuated::<Meta, Token![,]>::parse_terminated;
                let all = list.parse_args_with(parser).expect("`all` has conditions");
                all.iter().any(|condition| condition.path().is_ident("test"))
            }
            condition => condition.path().is_ident("test"),
        })
    })
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

impl<'ast> Visit<'ast> for Source<'_> {
    fn visit_item(&mut self, item: &'ast Item) {
        if !is_test(attributes(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast ImplItemFn) {
        if !is_test(&item.attrs) {
            visit::visit_impl_item_fn(self, item);
        }
    }

    fn visit_item_mod(&mut self, item: &'ast ItemMod) {
        self.module.push(item.ident.to_string());
        if let Some([name]) = below(&self.module, self.parent) {
            self.modules.insert(name.clone());
        }
        visit::visit_item_mod(self, item);
        self.module.pop();
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.judge_use(&item.tree, &[]);
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> =
            path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        if let Some(first) = path.segments.first() {
            self.judge(&names, first.ident.span());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, item: &'ast Macro) {
        self.visit_path(&item.path);
        self.judge_tokens(item.tokens.clone());
    }

    /// `pub(in crate::a)` names a module around this one.
    fn visit_visibility(&mut self, _: &'ast Visibility) {}
}
