//! Resolves a spec: applies the overrides, evaluates the rules for widths, expands repetitions and looks up
//! names. The result is an [`Architecture`].

use std::collections::BTreeSet;

use super::{
    Architecture, BRANCHES, Block, DilationPolicy, Kind, MAX_CHANNELS, MAX_INPUT_CHANNELS,
    MAX_SIZE, OutputSpec, Overrides, Precision, ResolvedBlock, ResolvedOutput, Spec,
    WIDTH_MULTIPLIERS, definitions,
    evaluate::{Basics, NETWORK, Numbers},
    expand::Expansion,
    fields::Fields,
    labels::{ResolvedLabels, Wanted},
    name::{self, Fault},
    order::sort,
    overrides::not_within,
    position::join,
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
        let names = definitions::names(spec, &overrides.set, &mut self.problems);
        let basics = Basics { width_multiplier, classes, branches, input };
        let mut numbers = Numbers::new(&spec.positions, basics, names);
        numbers.find_all(NETWORK, &mut self.problems);
        let expansion = Expansion::new(spec, &mut numbers, &mut self.problems);
        let blocks = self.blocks(&expansion, &mut numbers, dilation);
        let outputs = self.outputs(&expansion);
        // An output with a problem would shift the others.
        let detection = match &spec.detection {
            Some(detection) if outputs.len() == spec.outputs.len() => {
                detection.resolve(&outputs, &spec.positions, &mut self.problems)
            }
            _ => None,
        };
        self.check_effects(&numbers);
        if !self.problems.is_empty() {
            return Err(Diagnostics(self.problems));
        }
        let mut architecture = Architecture {
            name: spec.name.clone(),
            description: spec.description.clone(),
            input,
            classes,
            labels: labels.names,
            dropped_labels: labels.dropped,
            preprocessing,
            mask_size: spec.mask_size,
            width_multiplier,
            branches,
            dilation,
            norm_epsilon: spec.norm_epsilon as f32,
            widths: numbers.network_widths(),
            blocks,
            outputs,
            detection,
            positions: spec.positions.clone(),
        };
        sort(&mut architecture)?;
        Ok(architecture)
    }

    /// Resolves the fields of every block. Blocks with problems are left out.
    fn blocks<'b>(
        &mut self,
        expansion: &Expansion<'b>,
        numbers: &mut Numbers<'b>,
        dilation: DilationPolicy,
    ) -> Vec<ResolvedBlock> {
        let mut blocks = Vec::with_capacity(expansion.copies.len());
        // The copies of a block have the same problems; only the first one reports them.
        let mut reported = BTreeSet::new();
        for copy in &expansion.copies {
            let mut problems = Vec::new();
            let inputs = expansion.inputs(copy, &mut problems);
            let kind = Fields {
                numbers: &mut *numbers,
                expansion,
                copy,
                dilation,
                linear_weights: self.overrides.linear_weights,
                problems: &mut problems,
            }
            .kind();
            problems.retain(|problem| !reported.contains(&problem.path));
            reported.extend(problems.iter().map(|problem| problem.path.clone()));
            for mut problem in problems {
                if copy.is_in_unit() {
                    problem.message += &format!(", in {}", quoted(&copy.name));
                }
                self.problems.push(problem);
            }
            if let Some(kind) = kind {
                blocks.push(ResolvedBlock {
                    name: copy.name.clone(),
                    module: copy.module.clone(),
                    pointer: copy.pointer.clone(),
                    type_name: copy.block.kind.type_name(),
                    inputs,
                    kind,
                });
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

    fn outputs(&mut self, expansion: &Expansion<'_>) -> Vec<ResolvedOutput> {
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
            if let Some(from) = expansion.find_output(from, &at, &mut self.problems) {
                outputs.push(ResolvedOutput { name: name.clone(), from });
            }
        }
        outputs
    }

    /// Refuses overrides that no part of the spec depends on; they would be ignored silently.
    fn check_effects(&mut self, numbers: &Numbers<'_>) {
        let (spec, overrides) = (self.spec, self.overrides);
        let changed = |value: Option<usize>, own: usize| value.is_some_and(|value| value != own);
        let units = spec.units.values().flat_map(|unit| &unit.blocks);
        let blocks: Vec<&Block> = spec.blocks.iter().chain(units).collect();
        let by_branches = blocks.iter().any(|block| match &block.kind {
            Kind::Eesp(unit) => unit.branches.is_none(),
            Kind::StridedEesp(unit) => unit.branches.is_none(),
            _ => false,
        });
        let multiplier = overrides.width_multiplier;
        let without_effect = [
            (
                "width_multiplier",
                multiplier.is_some_and(|value| value != spec.width_multiplier)
                    && !numbers.uses_multiplier.get(),
                "no width of the spec is `scaled` or `by_multiplier`",
            ),
            (
                "classes",
                changed(overrides.classes, spec.classes) && !numbers.uses_classes.get(),
                "no width of the spec refers to `classes`",
            ),
            (
                "linear_weights",
                overrides.linear_weights.is_some_and(|weights| weights != Precision::default())
                    && !blocks.iter().any(|block| matches!(block.kind, Kind::Linear(_))),
                "no block of the spec is a `linear`",
            ),
            (
                "branches",
                changed(overrides.branches, spec.branches)
                    && !by_branches
                    && !numbers.uses_branches.get(),
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
