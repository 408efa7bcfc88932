//! Specs with overrides are refused, with the place of every problem, or compiled to code, twice to
//! the same code.

use espnet_compiler::{
    Compiled, compile,
    emit::{self, Declaration},
    ir::verify::verify,
    spec::{DilationPolicy, Overrides},
};
use proc_macro2::{Span, TokenStream};

use crate::assert_readable;

/// Networks of more steps are only planned, since emission takes time for every step.
const MAX_EMITTED: usize = 24;

/// Compiles a spec. A line of overrides, such as `width_multiplier=0.5 classes=7`, may precede it.
pub fn spec(data: &[u8]) -> bool {
    let Ok(text) = std::str::from_utf8(data) else { return false };
    let (overrides, spec) = split(text);
    let compiled = match compile(spec, &overrides) {
        Ok(compiled) => compiled,
        Err(problems) => {
            assert!(!problems.0.is_empty(), "refused for nothing");
            for problem in &problems.0 {
                assert_readable(&problem.to_string());
                let of_spec = problem.path.is_empty() || problem.path.starts_with('/');
                assert_eq!(problem.position.is_some(), of_spec, "{problem}");
            }
            return false;
        }
    };
    if let Err(problems) = verify(&compiled.graph) {
        panic!("{problems}\n{}", compiled.graph);
    }
    check_buffers(&compiled);
    if compiled.plan.steps.len() > MAX_EMITTED {
        return true;
    }
    let tokens = tokens(&compiled);
    let again = compile(spec, &overrides).expect("the same input compiles again");
    assert!(tokens.to_string() == self::tokens(&again).to_string(), "the same input, other code");
    emit::format(&tokens).expect("emitted code is Rust");
    true
}

/// Splits a text into the overrides of its first line, if it does not begin with the spec, and the
/// spec.
fn split(text: &str) -> (Overrides, &str) {
    let mut overrides = Overrides::default();
    if text.trim_start().starts_with('{') {
        return (overrides, text);
    }
    let (line, spec) = text.split_once('\n').unwrap_or_default();
    for (name, value) in line.split_whitespace().filter_map(|word| word.split_once('=')) {
        let number = || value.parse().ok();
        match name {
            "width_multiplier" => overrides.width_multiplier = value.parse().ok(),
            "classes" => overrides.classes = number(),
            "channels" => overrides.channels = number(),
            "height" => overrides.height = number(),
            "width" => overrides.width = number(),
            "branches" => overrides.branches = number(),
            "dilation" => overrides.dilation = DilationPolicy::named(value),
            _ => {}
        }
    }
    (overrides, spec)
}

/// Fails if two buffers that live at the same time overlap, or if one exceeds the arena.
pub(crate) fn check_buffers(compiled: &Compiled) {
    let plan = &compiled.plan;
    for (i, a) in plan.buffers.iter().enumerate() {
        assert!(a.range().end <= plan.arena_len, "{} leaves the arena\n{plan}", a.name);
        for b in &plan.buffers[i + 1..] {
            let in_time = a.live.start < b.live.end && b.live.start < a.live.end;
            let in_space = a.range().start < b.range().end && b.range().start < a.range().end;
            assert!(!(in_time && in_space), "{} and {} overlap\n{plan}", a.name, b.name);
        }
    }
}

/// The network's code.
fn tokens(compiled: &Compiled) -> TokenStream {
    let declaration = Declaration {
        attributes: Vec::new(),
        visibility: syn::parse_quote!(pub),
        name: syn::Ident::new("Fuzzed", Span::call_site()),
        weights: None,
        standard_library: true,
        runtime: emit::runtime_path(),
    };
    emit::network(&compiled.plan, &declaration)
}
