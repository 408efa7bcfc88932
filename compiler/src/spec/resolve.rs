//! Resolves a spec: applies the overrides, evaluates the rules for widths, expands repetitions and looks up
//! names. The result is an [`Architecture`].

use std::{cell::Cell, collections::BTreeMap};

use super::{
    Architecture, BRANCHES, DilationPolicy, Kind, MAX_CHANNELS, MAX_INPUT_CHANNELS, MAX_SIZE,
    OutputSpec, Overrides, Precision, ResolvedBlock, ResolvedOutput, Spec, ValueRef,
    WIDTH_MULTIPLIERS,
    copies::{BlockCopies, order, pointer},
    fields::Fields,
    labels::{ResolvedLabels, Wanted},
    name::{self, Fault},
    overrides::not_within,
    position::join,
    width::Widths,
};
use crate::{
    diagnostic::{Diagnostic, Diagnostics, quoted},
    shape::Shape,
};

impl Spec {
    /// Replaces the spec's values by the `overrides` and resolves widths, repetitions and references.
    ///
    /// # Errors
    /// Reports every value out of range, every width without a value, every missing or cyclic reference and
    /// every contradiction between fields. Lowering checks later that the shapes of the blocks fit together.
    pub fn resolve(&self, overrides: &Overrides) -> Result<Architecture, Diagnostics> {
        let mut overrides = overrides.clone();
        let mut problems = overrides.take_impossible();
        let resolver = Resolver { spec: self, overrides: &overrides, problems: Vec::new() };
        match resolver.resolve() {
            Ok(architecture) if problems.is_empty() => Ok(architecture),
            result => {
                problems.extend(result.err().into_iter().flat_map(|others| others.0));
                Err(Diagnostics(problems))
            }
        }
    }
}

struct Resolver<'a> {
    spec: &'a Spec,
    overrides: &'a Overrides,
    problems: Vec<Diagnostic>,
}

impl Resolver<'_> {
    fn resolve(mut self) -> Result<Architecture, Diagnostics> {
        let (spec, overrides) = (self.spec, self.overrides);
        let input = self.input();
        let classes = overrides.classes.unwrap_or(spec.classes);
        let classes = self.number("/classes", classes, (1, MAX_CHANNELS));
        let branches = overrides.branches.unwrap_or(spec.branches);
        let branches = self.number("/branches", branches, BRANCHES);
        let width_multiplier = self.width_multiplier();
        let dilation = overrides.dilation.unwrap_or(spec.dilation);
        if !self.problems.is_empty() {
            return Err(Diagnostics(self.problems));
        }
        self.check_name("/name", name::network(&self.spec.name));
        self.check_size(input);
        let labels = self.labels(classes);
        let preprocessing = spec.normalization.clone().unwrap_or_default().resolve(
            spec.resize,
            spec.fit,
            &spec.positions,
            &mut self.problems,
        );
        let mut widths = Widths {
            rules: &spec.widths,
            positions: &spec.positions,
            width_multiplier,
            classes,
            branches,
            channels: input.channels,
            found: BTreeMap::new(),
            depth: 0,
            uses_multiplier: Cell::new(false),
            uses_classes: Cell::new(false),
            uses_branches: Cell::new(false),
        };
        widths.check_names(&mut self.problems);
        widths.find_all(&mut self.problems);
        let copies = BlockCopies::new(&spec.blocks, &spec.positions, &mut self.problems);
        let blocks = self.blocks(&copies, &mut widths, dilation);
        let outputs = self.outputs(&copies);
        self.check_effects(&widths);
        if !self.problems.is_empty() {
            return Err(Diagnostics(self.problems));
        }
        let widths = widths.found.into_iter().filter_map(|(name, width)| Some((name, width?)));
        let mut architecture = Architecture {
            name: spec.name.clone(),
            description: spec.description.clone(),
            input,
            classes,
            labels: labels.names,
            dropped_labels: labels.dropped,
            preprocessing,
            width_multiplier,
            branches,
            dilation,
            norm_epsilon: spec.norm_epsilon as f32,
            widths: widths.collect(),
            blocks,
            outputs,
            positions: spec.positions.clone(),
        };
        sort(&mut architecture)?;
        Ok(architecture)
    }

    /// Resolves the fields of every block. Blocks with problems are left out.
    fn blocks<'b>(
        &mut self,
        copies: &BlockCopies<'b>,
        widths: &mut Widths<'b>,
        dilation: DilationPolicy,
    ) -> Vec<ResolvedBlock> {
        let (spec, branches) = (self.spec, widths.branches);
        let mut blocks = Vec::with_capacity(copies.all.len());
        for (copy, (index, name)) in copies.all.iter().enumerate() {
            // The copies of a block have the same problems; only the first one reports them.
            let known = self.problems.len();
            let inputs = copies.inputs(copy, &mut self.problems);
            let pointer = pointer(*index);
            let kind = Fields {
                widths: &mut *widths,
                copies,
                dilation,
                linear_weights: self.overrides.linear_weights,
                branches,
                pointer: &pointer,
                problems: &mut self.problems,
            }
            .kind(&spec.blocks[*index]);
            if !copies.is_first(copy) {
                self.problems.truncate(known);
            }
            if let Some(kind) = kind {
                let type_name = spec.blocks[*index].kind.type_name();
                blocks.push(ResolvedBlock { name: name.clone(), pointer, type_name, inputs, kind });
            }
        }
        blocks
    }

    /// Resolves the names of the classes: those of the override, else those of the spec.
    fn labels(&mut self, classes: usize) -> ResolvedLabels {
        let (spec, overrides) = (self.spec, self.overrides);
        let (labels, wanted) = match (&overrides.labels, &spec.labels) {
            (Some(labels), _) => (labels, ("labels", false)),
            (None, Some(labels)) => (labels, ("/labels", overrides.classes.is_some())),
            (None, None) => return ResolvedLabels::default(),
        };
        let (pointer, drop) = wanted;
        let wanted = Wanted { classes, drop, pointer, positions: &spec.positions };
        labels.resolve(&wanted, &mut self.problems)
    }

    /// Records the problem of the name at `pointer`, if it has one.
    fn check_name(&mut self, pointer: &str, checked: Result<(), Fault>) {
        let fault = checked.err();
        self.problems.extend(fault.map(|fault| fault.at(pointer, &self.spec.positions)));
    }

    /// Returns the shape of the input, in range.
    fn input(&mut self) -> Shape {
        let (input, overrides) = (&self.spec.input, self.overrides);
        let (channels, size) = ((1, MAX_INPUT_CHANNELS), (1, MAX_SIZE));
        let mut number = |field, overridden: Option<usize>, own, range| {
            self.number(field, overridden.unwrap_or(own), range)
        };
        Shape {
            channels: number("/input/channels", overrides.channels, input.channels, channels),
            height: number("/input/height", overrides.height, input.height, size),
            width: number("/input/width", overrides.width, input.width, size),
        }
    }

    /// Checks the range of a number. The check only fails for specs built in code.
    fn number(&mut self, field: &str, value: usize, range: (usize, usize)) -> usize {
        if !(range.0..=range.1).contains(&value) {
            let message = not_within("an integer", range, value);
            self.problems.push(self.spec.positions.diagnostic(field, message));
        }
        value
    }

    fn width_multiplier(&mut self) -> f64 {
        let range = WIDTH_MULTIPLIERS;
        let value = self.overrides.width_multiplier.unwrap_or(self.spec.width_multiplier);
        // This form of the condition also refuses NaN.
        if !(value >= range.0 && value <= range.1) {
            let message = not_within("a number", range, value);
            self.problems.push(self.spec.positions.diagnostic("/width_multiplier", message));
        }
        value
    }

    fn check_size(&mut self, input: Shape) {
        let multiple = self.spec.size_multiple_of;
        for (name, field, overridden, size) in [
            ("height", "/input/height", self.overrides.height, input.height),
            ("width", "/input/width", self.overrides.width, input.width),
        ] {
            if !size.is_multiple_of(multiple) {
                let below = (size / multiple).clamp(1, MAX_SIZE / multiple - 1) * multiple;
                let help = format!("the nearest are {below} and {}", below + multiple);
                let message = format!("the {name} {size} is no multiple of {multiple}");
                let path = if overridden.is_some() { name } else { field };
                self.problems.push(self.spec.positions.diagnostic(path, message).with_help(help));
            }
        }
    }

    fn outputs(&mut self, copies: &BlockCopies<'_>) -> Vec<ResolvedOutput> {
        let mut outputs: Vec<ResolvedOutput> = Vec::new();
        for (i, output) in self.spec.outputs.iter().enumerate() {
            let pointer = format!("/outputs/{i}");
            let (name, from, at) = match output {
                OutputSpec::Block(name) => (name, name, pointer.clone()),
                OutputSpec::Named(named) => {
                    self.check_name(&join(&pointer, "name"), name::output(&named.name));
                    (&named.name, &named.from, join(&pointer, "from"))
                }
            };
            if outputs.iter().any(|output| output.name == *name) {
                let message = format!("the output name {} is taken", quoted(name));
                self.problems.push(
                    self.spec
                        .positions
                        .diagnostic(&pointer, message)
                        .with_help("give every output a name of its own"),
                );
            }
            if let Some(from) = copies.find(from, &at, &mut self.problems) {
                outputs.push(ResolvedOutput { name: name.clone(), from });
            }
        }
        outputs
    }

    /// Refuses overrides that no part of the spec depends on; they would be ignored silently.
    fn check_effects(&mut self, widths: &Widths<'_>) {
        let (spec, overrides) = (self.spec, self.overrides);
        let changed = |value: Option<usize>, own: usize| value.is_some_and(|value| value != own);
        let by_branches = spec.blocks.iter().any(|block| match &block.kind {
            Kind::Eesp(unit) => unit.branches.is_none(),
            Kind::StridedEesp(unit) => unit.branches.is_none(),
            _ => false,
        });
        let multiplier = overrides.width_multiplier;
        let without_effect = [
            (
                "width_multiplier",
                multiplier.is_some_and(|value| value != spec.width_multiplier)
                    && !widths.uses_multiplier.get(),
                "no width of the spec is `scaled` or `by_multiplier`",
            ),
            (
                "classes",
                changed(overrides.classes, spec.classes) && !widths.uses_classes.get(),
                "no width of the spec refers to `classes`",
            ),
            (
                "linear_weights",
                overrides.linear_weights.is_some_and(|weights| weights != Precision::default())
                    && !spec.blocks.iter().any(|block| matches!(block.kind, Kind::Linear(_))),
                "no block of the spec is a `linear`",
            ),
            (
                "branches",
                changed(overrides.branches, spec.branches)
                    && !by_branches
                    && !widths.uses_branches.get(),
                "every unit of the spec says its own branches",
            ),
        ];
        for (name, unused, why) in without_effect {
            if unused {
                self.problems
                    .push(Diagnostic::new(name, "the override changes nothing").with_help(why));
            }
        }
    }
}

/// Sorts the blocks so that each comes after the blocks that it reads.
fn sort(architecture: &mut Architecture) -> Result<(), Diagnostics> {
    let block = |value: &ValueRef| match value {
        ValueRef::Input => None,
        ValueRef::Block(index) => Some(*index),
    };
    let reads: Vec<Vec<usize>> = architecture
        .blocks
        .iter_mut()
        .map(|resolved| {
            let extra = resolved.kind.extra_value().map(|value| *value);
            resolved.inputs.iter().chain(&extra).filter_map(block).collect()
        })
        .collect();
    let order = order(&reads).map_err(|mut cycle| {
        // A cycle has no first block. The message begins with the one that comes first in the spec.
        let first = (0..cycle.len()).min_by_key(|&i| cycle[i]).unwrap_or(0);
        cycle.rotate_left(first);
        let blocks = &architecture.blocks;
        let names = cycle.iter().chain(cycle.first()).map(|&i| quoted(&blocks[i].name));
        let path = names.collect::<Vec<_>>().join(" reads ");
        let pointer = cycle.first().map_or("/blocks", |&i| blocks[i].pointer.as_str());
        let message = format!("blocks read one another in a circle: {path}");
        let help = "let one of them read a block outside the circle";
        Diagnostics::from(architecture.diagnostic(pointer, message).with_help(help))
    })?;
    let mut place = vec![0; order.len()];
    for (new, &old) in order.iter().enumerate() {
        place[old] = new;
    }
    let moved = |value: &mut ValueRef| {
        if let ValueRef::Block(index) = value {
            *index = place[*index];
        }
    };
    for block in &mut architecture.blocks {
        block.inputs.iter_mut().chain(block.kind.extra_value()).for_each(moved);
    }
    architecture.outputs.iter_mut().map(|output| &mut output.from).for_each(moved);
    let mut blocks: Vec<_> =
        std::mem::take(&mut architecture.blocks).into_iter().map(Some).collect();
    architecture.blocks = order.into_iter().filter_map(|old| blocks[old].take()).collect();
    Ok(())
}
