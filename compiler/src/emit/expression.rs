//! Emits expressions of constructors, for the shapes and recipes in generated code.

use espnet_abi::kernel::construct::Expression;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::plan::Kernel;

/// Returns an integer literal without a suffix.
pub fn int(n: usize) -> Literal {
    Literal::usize_unsuffixed(n)
}

/// Returns the tokens of an expression, for code that imports the modules of `espnet_abi`. `constant` returns
/// the constant that contains a kernel's shape.
pub fn expression(expression: &Expression, constant: &dyn Fn(&Kernel) -> Ident) -> TokenStream {
    let tokens = |value: &Expression| self::expression(value, constant);
    let list = |values: &[Expression]| {
        let values = values.iter().map(tokens);
        quote!(#(#values),*)
    };
    match expression {
        Expression::Flag(flag) => quote!(#flag),
        Expression::Number(n) => {
            let n = int(*n);
            quote!(#n)
        }
        Expression::Float(x) => {
            let x = Literal::f32_unsuffixed(*x);
            quote!(#x)
        }
        Expression::Slice(values) => {
            let values = list(values);
            quote!(&[#values])
        }
        Expression::Array(values) => {
            let values = list(values);
            quote!([#values])
        }
        Expression::Option(None) => quote!(::core::option::Option::None),
        Expression::Option(Some(value)) => {
            let value = tokens(value);
            quote!(::core::option::Option::Some(#value))
        }
        Expression::Path(path) => self::path(path),
        Expression::Call(path, arguments) => {
            let (path, arguments) = (self::path(path), list(arguments));
            quote!(#path(#arguments))
        }
        Expression::Method(value, name, argument) => {
            let (value, argument) = (tokens(value), tokens(argument));
            let name = format_ident!("{name}");
            quote!(#value.#name(#argument))
        }
        Expression::Shape(kernel) => {
            let constant = constant(kernel);
            quote!(#constant)
        }
    }
}

fn path(path: &str) -> TokenStream {
    let segments = path.split("::").map(|segment| format_ident!("{segment}"));
    quote!(#(#segments)::*)
}
