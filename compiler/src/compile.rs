//! Compiles a spec to a plan, and packs a checkpoint for it. These functions run all stages in order.

use std::fmt;

use espnet_abi::{
    bind::{BindError, Provenance},
    pack::LinearForm,
};
use espnet_checkpoint::Checkpoint;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{Graph, verify::Problems},
    lower::{Lowered, lower, with_nearest},
    passes::{self, Facts},
    plan::{Plan, detection::detection, plan},
    spec::{Architecture, Overrides, Spec},
    warning::{Warning, warnings},
};

/// A compiled network, without weights.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The resolved spec.
    pub architecture: Architecture,
    /// The network as the spec describes it, one node for each operator of the PyTorch module.
    pub lowered: Lowered,
    /// The graph after all passes.
    pub graph: Graph,
    /// The results of the passes.
    pub facts: Facts,
    /// The program.
    pub plan: Plan,
    /// Warnings: settings that compile but are probably mistakes.
    pub warnings: Vec<Warning>,
}

/// The form of a linear layer's weights, given the numbers of a checkpoint, and its predicted error.
///
/// With [`Precision::Auto`](crate::spec::Precision::Auto), packing chooses 16 bits if their predicted
/// error is at most [`LINEAR_BAR`](espnet_abi::pack::LINEAR_BAR), else 24.
#[derive(Clone, Debug, PartialEq)]
pub struct LinearLayer {
    /// PyTorch's name of the weights.
    pub weight: String,
    /// Bits per weight: 16 or 24 for integers, 32 for floats.
    pub bits: usize,
    /// The predicted error of rounding the weights, as a share of the layer's largest output.
    pub error: f64,
    /// The predicted error of 16-bit weights, as a share of the layer's largest output.
    pub error_of_16_bits: f64,
}

impl LinearLayer {
    fn new(layer: &LinearForm<'_>) -> Self {
        LinearLayer {
            weight: layer.weight.to_string(),
            bits: layer.form.bits(),
            error: layer.error,
            error_of_16_bits: layer.error_of_16_bits,
        }
    }
}

impl fmt::Display for LinearLayer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let LinearLayer { weight, bits, error, error_of_16_bits } = self;
        write!(f, "{weight}: {bits} bits a weight, which are expected to cost ")?;
        share(f, *error)?;
        if *bits == 24 {
            f.write_str(" (16 bits: ")?;
            share(f, *error_of_16_bits)?;
            f.write_str(")")?;
        }
        Ok(())
    }
}

/// Writes an error as a share of the largest output.
fn share(f: &mut fmt::Formatter<'_>, error: f64) -> fmt::Result {
    if error == 0.0 {
        f.write_str("nothing")
    } else {
        write!(f, "{error:.1e} of the largest output")
    }
}

/// Compiles a spec.
///
/// # Errors
/// Reports all problems of the overrides and the spec with their positions, in the order of the text. The
/// shapes of blocks are checked only if there are no other problems.
pub fn compile(spec: &str, overrides: &Overrides) -> Result<Compiled, Diagnostics> {
    let mut overrides = overrides.clone();
    let mut problems = overrides.take_impossible();
    match compile_possible(spec, &overrides) {
        Ok(compiled) if problems.is_empty() => Ok(compiled),
        result => {
            problems.extend(result.err().into_iter().flat_map(|others| others.0));
            problems.sort_by_key(|problem| problem.position);
            Err(Diagnostics(problems))
        }
    }
}

fn compile_possible(spec: &str, overrides: &Overrides) -> Result<Compiled, Diagnostics> {
    let spec =
        Spec::parse(spec).map_err(|problems| Spec::all_problems(spec, overrides, problems))?;
    let nearest = |problems| with_nearest(&spec, overrides, problems);
    let architecture = spec.resolve(overrides).map_err(nearest)?;
    let lowered = lower(&architecture).map_err(nearest)?;
    let unsound = |problems: Problems| Diagnostic::new("", problems.to_string());
    let detection = detection(&architecture, &lowered)?;
    let warnings = warnings(&architecture, &lowered);
    let (graph, facts) = passes::run_all(&lowered, architecture.dilation).map_err(unsound)?;
    let mut plan = plan(&graph, &facts, architecture.mask_size).map_err(|mut problems| {
        for problem in &mut problems.0 {
            problem.position = architecture.diagnostic(&problem.path, "").position;
        }
        problems
    })?;
    plan.detection = detection;
    plan.labels.clone_from(&architecture.labels);
    if plan.detection.is_none() && plan.labelled_output().is_none() {
        // No output has one channel for each label.
        plan.labels.clear();
    }
    plan.preprocessing = architecture.preprocessing;
    Ok(Compiled { architecture, lowered, graph, facts, plan, warnings })
}

impl Compiled {
    /// Packs the weights of a checkpoint.
    ///
    /// # Errors
    /// Lists every tensor that does not fit.
    pub fn pack(&self, checkpoint: &Checkpoint) -> Result<Vec<f32>, BindError> {
        self.plan.recipe.with(|recipe| {
            let tensors = checkpoint.bind(recipe)?.tensors;
            let mut blob = vec![0.0; recipe.len];
            recipe.pack(&tensors, &mut blob);
            Ok(blob)
        })
    }

    /// Returns the network's tensors from a checkpoint, under the network's names, and their location in the
    /// file.
    ///
    /// # Errors
    /// Lists every tensor that does not fit.
    pub fn select(&self, checkpoint: &Checkpoint) -> Result<(Checkpoint, Provenance), BindError> {
        self.plan.recipe.with(|recipe| checkpoint.select(recipe))
    }

    /// Returns the form of each linear layer's weights for the numbers of a checkpoint, and its predicted
    /// error.
    ///
    /// # Errors
    /// Lists every tensor that does not fit.
    pub fn linear_layers(&self, checkpoint: &Checkpoint) -> Result<Vec<LinearLayer>, BindError> {
        self.plan.recipe.with(|recipe| {
            let binding = recipe.bind(&checkpoint.candidates())?;
            Ok(recipe.linear_layers(&binding.tensors).iter().map(LinearLayer::new).collect())
        })
    }

    /// Checks that a checkpoint fits.
    ///
    /// # Errors
    /// Lists every tensor that does not fit.
    pub fn check(&self, checkpoint: &Checkpoint) -> Result<(), BindError> {
        self.plan.recipe.with(|recipe| checkpoint.bind(recipe).map(drop))
    }
}
