//! Emits the return type of `forward`: an array for a single output, else a struct with a field for each
//! output.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::{Declaration, expression::int};
use crate::plan::{Plan, PlannedOutput};

/// The return type of `forward` and the code around it.
pub(super) struct Outputs {
    pub ty: TokenStream,
    /// The type without a named lifetime.
    pub borrowed: TokenStream,
    pub declaration: Option<TokenStream>,
    pub methods: Option<TokenStream>,
    pub value: TokenStream,
}

impl Outputs {
    /// Emits the return type of `forward` for a plan.
    pub fn new(plan: &Plan, declaration: &Declaration) -> Self {
        let array = |output: &PlannedOutput| {
            let len = int(output.shape.len());
            quote!([f32; #len])
        };
        let value = |output: &PlannedOutput| {
            let start = plan.start(&output.operand);
            let start = int(start.expect("the plan refuses outputs that are inputs"));
            quote!(generated::array(arena, #start))
        };
        if let [output] = plan.outputs.as_slice() {
            let ty = array(output);
            let borrowed = quote!(&#ty);
            let ty = quote!(&'w #ty);
            return Outputs {
                ty,
                borrowed,
                declaration: None,
                methods: None,
                value: value(output),
            };
        }
        let (visibility, network) = (&declaration.visibility, &declaration.name);
        let name = format_ident!("{network}Outputs");
        let fields = identifiers(plan.outputs.iter().map(|output| output.name.as_str()));
        let types = plan.outputs.iter().map(|output| {
            let len = int(output.shape.len());
            quote!([::core::primitive::f32; #len])
        });
        let docs = plan.outputs.iter().map(|o| format!(" `{}`, 1×{}.", o.name, o.shape));
        let values = plan.outputs.iter().map(value);
        let named = plan.outputs.iter().map(|output| &output.name);
        let count = int(plan.outputs.len());
        let doc = format!(" The outputs of [`{network}::forward`], N×C×H×W each.");
        Outputs {
            ty: quote!(#name<'w>),
            borrowed: quote!(#name<'_>),
            declaration: Some(quote! {
                #[doc = #doc]
                #[derive(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug)]
                #visibility struct #name<'w> {
                    #(#[doc = #docs] pub #fields: &'w #types,)*
                }
            }),
            methods: Some(quote! {
                #[allow(dead_code)]
                impl<'w> #name<'w> {
                    /// Returns the name and the floats of each output, in the network's order.
                    pub fn by_name(&self) -> [(&'static str, &'w [f32]); #count] {
                        [#((#named, self.#fields.as_slice())),*]
                    }
                }
            }),
            value: quote!(#name { #(#fields: #values),* }),
        }
    }
}

/// Turns names into identifiers; duplicates get a number.
pub(super) fn identifiers<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Ident> {
    let mut identifiers: Vec<Ident> = Vec::new();
    for name in names {
        let first = identifier(name);
        let mut numbered = (2..).map(|i| format_ident!("{first}_{i}"));
        let mut candidate = first.clone();
        while identifiers.contains(&candidate) {
            candidate = numbered.next().expect("there are endless numbers");
        }
        identifiers.push(candidate);
    }
    identifiers
}

/// Turns a name into an identifier; invalid characters become underscores.
fn identifier(name: &str) -> Ident {
    let mut text: String =
        name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let keywords = ["_", "self", "Self", "super", "crate"];
    if !text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        || keywords.contains(&text.as_str())
    {
        text.insert_str(0, "output_");
    }
    syn::parse_str::<Ident>(&text)
        .unwrap_or_else(|_| Ident::new_raw(&text, proc_macro2::Span::call_site()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_become_distinct_fields() {
        let names = ["logits", "a.b", "a_b", "a-b", "1x1", "type", "_", "self"];
        let fields: Vec<String> =
            identifiers(names.into_iter()).iter().map(Ident::to_string).collect();
        assert_eq!(
            fields,
            ["logits", "a_b", "a_b_2", "a_b_3", "output_1x1", "r#type", "output__", "output_self"]
        );
    }
}
