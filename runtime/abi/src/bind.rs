//! Binding of a checkpoint's tensors to the parameters that a network needs.

use alloc::{
    string::{String, ToString},
    vec::Vec,
};
use core::fmt;

use crate::pack::{Parameter, Recipe};

/// A tensor of a checkpoint.
#[derive(Clone, Copy, Debug)]
pub struct Candidate<'a> {
    /// Its name, without prefixes such as `module.`.
    pub name: &'a str,
    /// Its shape.
    pub shape: &'a [usize],
    /// Its numbers; none if they are not floats.
    pub data: Option<&'a [f32]>,
}

/// The most unexpected tensors that a message lists; more than a released checkpoint holds.
const MAX_LISTED: usize = 1_000;

/// Why a checkpoint does not fit a network: every tensor concerned, at once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BindError {
    /// Parameters that the checkpoint lacks: name and shape.
    pub missing: Vec<(String, Vec<usize>)>,
    /// Parameters of another shape: name, the shape needed, the shape found.
    pub misshapen: Vec<(String, Vec<usize>, Vec<usize>)>,
    /// Tensors that the network does not know: name and shape.
    pub unexpected: Vec<(String, Vec<usize>)>,
    /// Parameters with impossible numbers: name, and what is wrong with which number.
    pub invalid: Vec<(String, String)>,
}

impl BindError {
    fn is_empty(&self) -> bool {
        self.names_and_shapes_fit() && self.invalid.is_empty()
    }

    /// Whether only numbers are wrong: another network would not do better.
    pub fn names_and_shapes_fit(&self) -> bool {
        self.missing.is_empty() && self.misshapen.is_empty() && self.unexpected.is_empty()
    }
}

impl fmt::Display for BindError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the checkpoint does not fit the network")?;
        for (name, shape) in &self.missing {
            write!(f, "\n  missing: {name} {shape:?}")?;
        }
        for (name, expected, found) in &self.misshapen {
            write!(f, "\n  wrong shape: {name} is {found:?}, the network needs {expected:?}")?;
        }
        // These names are the file's: they may be many, and hold what moves a terminal's cursor.
        for (name, shape) in self.unexpected.iter().take(MAX_LISTED) {
            write!(f, "\n  unexpected: {} {shape:?}", name.escape_debug())?;
        }
        if let more @ 1.. = self.unexpected.len().saturating_sub(MAX_LISTED) {
            write!(f, "\n  unexpected: {more} more")?;
        }
        for (name, problem) in &self.invalid {
            write!(f, "\n  invalid: {name} {problem}")?;
        }
        Ok(())
    }
}

impl core::error::Error for BindError {}

impl Recipe<'_> {
    /// The data of [`Recipe::parameters`], in their order.
    ///
    /// Counters of batches and parameters in [`Recipe::unused`] may be present or not.
    ///
    /// # Errors
    /// Every missing, misshapen and unexpected tensor, and every number that is not finite or is a
    /// negative variance.
    pub fn bind<'a>(&self, candidates: &[Candidate<'a>]) -> Result<Vec<&'a [f32]>, BindError> {
        let mut error = BindError::default();
        let mut found: Vec<&Candidate<'a>> = candidates.iter().collect();
        found.sort_unstable_by_key(|candidate| candidate.name);
        let find = |name: &str| {
            found.binary_search_by_key(&name, |candidate| candidate.name).ok().map(|i| found[i])
        };
        let tensors = self
            .parameters
            .iter()
            .map(|parameter| bind_one(parameter, find(parameter.name), &mut error))
            .collect();
        let mut known: Vec<&str> =
            self.parameters.iter().chain(self.unused).map(|parameter| parameter.name).collect();
        known.sort_unstable();
        for candidate in found {
            if known.binary_search(&candidate.name).is_err()
                && !candidate.name.ends_with("num_batches_tracked")
            {
                error.unexpected.push((candidate.name.to_string(), candidate.shape.to_vec()));
            }
        }
        if error.is_empty() { Ok(tensors) } else { Err(error) }
    }
}

/// The parameter's data, or an empty slice and an entry in `error`.
fn bind_one<'a>(
    parameter: &Parameter<'_>,
    candidate: Option<&Candidate<'a>>,
    error: &mut BindError,
) -> &'a [f32] {
    let name = || parameter.name.to_string();
    let Some(candidate) = candidate else {
        error.missing.push((name(), parameter.shape.to_vec()));
        return &[];
    };
    if candidate.shape != parameter.shape {
        error.misshapen.push((name(), parameter.shape.to_vec(), candidate.shape.to_vec()));
        return &[];
    }
    let Some(data) = candidate.data else {
        error.invalid.push((name(), "holds integers, the network needs floats".to_string()));
        return &[];
    };
    let variance = parameter.name.ends_with("running_var");
    let wrong = |x: f32| !x.is_finite() || (variance && x < 0.0);
    if let Some(i) = data.iter().position(|&x| wrong(x)) {
        let what = if data[i].is_finite() { "a negative variance" } else { "not finite" };
        error.invalid.push((name(), alloc::format!("holds {} at index {i}: {what}", data[i])));
    }
    data
}

#[cfg(test)]
mod tests {
    use alloc::{string::ToString, vec};

    use super::*;

    const PARAMETERS: &[Parameter<'static>] = &[
        Parameter { name: "a.weight", shape: &[2] },
        Parameter { name: "b.weight", shape: &[1, 2] },
        Parameter { name: "b.running_var", shape: &[2] },
    ];
    const RECIPE: Recipe<'static> = Recipe {
        parameters: PARAMETERS,
        unused: &[Parameter { name: "dead.weight", shape: &[7] }],
        packings: &[],
        len: 0,
    };

    fn candidate<'a>(name: &'a str, shape: &'a [usize], data: &'a [f32]) -> Candidate<'a> {
        Candidate { name, shape, data: Some(data) }
    }

    #[test]
    fn binds_in_the_order_of_the_parameters() {
        let counter = Candidate { name: "b.num_batches_tracked", shape: &[], data: None };
        let tensors = RECIPE
            .bind(&[
                candidate("b.weight", &[1, 2], &[3.0, 4.0]),
                counter,
                candidate("dead.weight", &[7], &[0.0; 7]),
                candidate("b.running_var", &[2], &[0.0, 1.0]),
                candidate("a.weight", &[2], &[1.0, 2.0]),
            ])
            .unwrap();
        assert_eq!(tensors, vec![&[1.0, 2.0][..], &[3.0, 4.0], &[0.0, 1.0]]);
    }

    #[test]
    fn reports_every_problem_at_once() {
        let error = RECIPE
            .bind(&[
                candidate("b.weight", &[2, 1], &[3.0, 4.0]),
                candidate("c.weight", &[1], &[0.0]),
                candidate("b.running_var", &[2], &[0.5, -1.0]),
            ])
            .unwrap_err();
        assert_eq!(
            error.to_string(),
            "the checkpoint does not fit the network\n  \
             missing: a.weight [2]\n  \
             wrong shape: b.weight is [2, 1], the network needs [1, 2]\n  \
             unexpected: c.weight [1]\n  \
             invalid: b.running_var holds -1 at index 1: a negative variance"
        );
    }

    #[test]
    #[cfg_attr(miri, ignore = "formats for minutes")]
    fn a_message_has_an_end_and_no_control_characters() {
        let names: Vec<String> =
            (0..MAX_LISTED + 2).map(|i| alloc::format!("\u{1b}[{i}")).collect();
        let candidates: Vec<_> = names.iter().map(|name| candidate(name, &[0], &[])).collect();
        let text = RECIPE.bind(&candidates).unwrap_err().to_string();
        assert!(text.ends_with("\n  unexpected: 2 more"), "{text}");
        assert!(text.contains("\n  unexpected: \\u{1b}[0 [0]\n"), "{text}");
        assert_eq!(text.matches("unexpected").count(), MAX_LISTED + 1);
    }

    #[test]
    fn refuses_what_is_not_finite() {
        let error = RECIPE
            .bind(&[
                candidate("a.weight", &[2], &[1.0, f32::NAN]),
                candidate("b.weight", &[1, 2], &[f32::INFINITY, 4.0]),
                Candidate { name: "b.running_var", shape: &[2], data: None },
            ])
            .unwrap_err();
        let names: Vec<&str> = error.invalid.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["a.weight", "b.weight", "b.running_var"]);
    }
}
