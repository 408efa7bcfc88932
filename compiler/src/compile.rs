//! The whole way from a spec to a plan, and from a checkpoint to packed weights.

use espnet_abi::bind::BindError;
use espnet_checkpoint::Checkpoint;

use crate::{
    diagnostic::{Diagnostic, Diagnostics},
    ir::{Graph, verify::Problems},
    lower::lower,
    passes::{self, Facts},
    plan::{Plan, plan},
    spec::{Architecture, Overrides, Spec},
    warning::{Warning, warnings},
};

/// A network, compiled as far as it can be without its weights.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// The spec with all widths, repetitions and references resolved.
    pub architecture: Architecture,
    /// The graph as the spec says it, one node per operator of the PyTorch module.
    pub lowered: Graph,
    /// The graph after all passes.
    pub graph: Graph,
    /// What the passes found out.
    pub facts: Facts,
    /// The program.
    pub plan: Plan,
    /// What is most likely a mistake, though it compiles.
    pub warnings: Vec<Warning>,
}

/// Compiles a spec.
///
/// # Errors
/// Everything that is wrong with the overrides and the spec, with its place, in the order of the
/// text. Whether the shapes of blocks fit is checked where nothing else is wrong.
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
    let architecture = Spec::parse(spec)
        .map_err(|problems| Spec::all_problems(spec, overrides, problems))?
        .resolve(overrides)?;
    let lowered = lower(&architecture)?;
    let unsound = |problems: Problems| Diagnostic::new("", problems.to_string());
    let shapes = passes::shapes::shapes(&lowered).map_err(unsound)?;
    let warnings = warnings(&architecture, &lowered, &shapes);
    let mut graph = lowered.clone();
    let facts = passes::run_all(&mut graph, architecture.dilation).map_err(unsound)?;
    let mut plan = plan(&graph, &facts.placements).map_err(|mut problems| {
        for problem in &mut problems.0 {
            problem.position = architecture.diagnostic(&problem.path, "").position;
        }
        problems
    })?;
    plan.labels.clone_from(&architecture.labels);
    plan.preprocessing = architecture.preprocessing;
    Ok(Compiled { architecture, lowered, graph, facts, plan, warnings })
}

impl Compiled {
    /// The packed weights of a checkpoint.
    ///
    /// # Errors
    /// Every tensor that does not fit.
    pub fn pack(&self, checkpoint: &Checkpoint) -> Result<Vec<f32>, BindError> {
        self.plan.recipe.with(|recipe| {
            let tensors = recipe.bind(&checkpoint.candidates())?;
            let mut blob = vec![0.0; recipe.len];
            recipe.pack(&tensors, &mut blob);
            Ok(blob)
        })
    }

    /// Whether a checkpoint fits.
    ///
    /// # Errors
    /// Every tensor that does not.
    pub fn check(&self, checkpoint: &Checkpoint) -> Result<(), BindError> {
        self.plan.recipe.with(|recipe| recipe.bind(&checkpoint.candidates()).map(drop))
    }
}
