//! A network, compiled from its spec, and the checkpoints that fit it.

use std::path::Path;

use espnet::{
    abi::bind::{BindError, Provenance},
    checkpoint::Checkpoint,
};
use espnet_compiler::{
    Builder, Compiled, compile,
    diagnostic::Diagnostics,
    fit,
    spec::{Origin, OriginError, Overrides},
};

use crate::{
    arguments::{SpecArguments, note, warn},
    errors::{Error, Problems},
};

/// A compiled network.
pub struct Network {
    /// The origin of the spec.
    pub origin: Origin,
    /// The overrides of the spec's values.
    pub overrides: Overrides,
    /// The compiler's results.
    pub compiled: Compiled,
    /// The text of the spec.
    pub text: String,
}

impl Network {
    /// Reads and compiles the spec; prints its warnings to stderr.
    ///
    /// # Errors
    /// If the spec cannot be read; else everything that is wrong with the spec and the overrides.
    pub fn compile(arguments: &SpecArguments) -> Result<Self, Error> {
        Network::read(arguments.spec.clone(), arguments.overrides.overrides()?)
    }

    /// Like [`compile`](Self::compile), from the origin of the spec and the overrides.
    pub fn read(origin: Origin, overrides: Overrides) -> Result<Self, Error> {
        let text = origin.read().map_err(|error| match error {
            OriginError::Unknown(message) => Error::UnknownSpec(message),
            OriginError::File(source) => Error::Read {
                path: origin.as_path().into(),
                source,
                hint: "; give the path of a JSON spec or a name such as espnetv2",
            },
        })?;
        Network::compile_text(origin, text, overrides)
    }

    /// Compiles the text of a spec; prints its warnings to stderr.
    ///
    /// # Errors
    /// Everything that is wrong with the spec and the overrides.
    pub fn compile_text(origin: Origin, text: String, overrides: Overrides) -> Result<Self, Error> {
        match compile(&text, &overrides) {
            Ok(compiled) => {
                compiled.warnings.iter().for_each(warn);
                note_dropped(&compiled);
                Ok(Network { origin, overrides, compiled, text })
            }
            Err(problems) => Err(Error::Spec { origin, text, problems }),
        }
    }

    /// Reads and compiles the spec, and reads a checkpoint that must fit. Returns the network's tensors
    /// under the network's names, and their place in the file.
    ///
    /// # Errors
    /// The errors of both, if the spec is wrong and the checkpoint cannot be read. For a checkpoint that
    /// does not fit, every tensor with a problem, and settings that it would fit.
    pub fn compile_with(
        arguments: &SpecArguments,
        weights: &Path,
    ) -> Result<(Self, Checkpoint, Provenance), Error> {
        match Network::compile(arguments) {
            Ok(network) => {
                let (checkpoint, provenance) = network.open_weights(weights)?;
                Ok((network, checkpoint, provenance))
            }
            Err(error) => match Checkpoint::open(weights) {
                Err(unread) => Err(Error::Several(vec![error, unread.into()])),
                Ok(_) => Err(error),
            },
        }
    }

    /// Compiles the spec, and checks that the checkpoint fits or, if the spec is wrong, that it can
    /// be read. Errors are added to `problems`.
    pub fn prepare(
        arguments: &SpecArguments,
        weights: Option<&Path>,
        problems: &mut Problems,
    ) -> Option<Self> {
        Network::prepare_with(arguments, weights, problems).0
    }

    /// Like [`prepare`](Self::prepare), and returns the checkpoint too.
    pub fn prepare_with(
        arguments: &SpecArguments,
        weights: Option<&Path>,
        problems: &mut Problems,
    ) -> (Option<Self>, Option<Checkpoint>) {
        let network = problems.keep(Network::compile(arguments));
        let open = |weights| match &network {
            Some(network) => network.open_weights(weights).map(|(checkpoint, _)| checkpoint),
            None => Ok(Checkpoint::open(weights)?),
        };
        let checkpoint = weights.and_then(|weights| problems.keep(open(weights)));
        (network, checkpoint)
    }

    /// Like [`compile_with`](Self::compile_with), with an optional checkpoint.
    pub fn compile_with_any(
        arguments: &SpecArguments,
        weights: Option<&Path>,
    ) -> Result<(Self, Option<Checkpoint>), Error> {
        Ok(match weights {
            Some(weights) => {
                let (network, checkpoint, _) = Network::compile_with(arguments, weights)?;
                (network, Some(checkpoint))
            }
            None => (Network::compile(arguments)?, None),
        })
    }

    /// The error for a spec that compiles, but cannot be emitted as the user asked.
    pub fn error(&self, problems: Diagnostics) -> Error {
        Error::Spec { origin: self.origin.clone(), text: self.text.clone(), problems }
    }

    /// The builder that generates the network's code, as a type of this name.
    pub fn builder(&self, name: &str) -> Builder {
        Builder::new(name, &self.origin).overrides(self.overrides.clone())
    }

    /// Reads a checkpoint that must fit, and returns the network's tensors under the network's names and
    /// their place in the file.
    ///
    /// # Errors
    /// If the file cannot be read; else every tensor that does not fit, and settings that the checkpoint
    /// would fit.
    pub fn open_weights(&self, path: &Path) -> Result<(Checkpoint, Provenance), Error> {
        let checkpoint = Checkpoint::open(path)?;
        match self.compiled.select(&checkpoint) {
            Ok(selected) => Ok(selected),
            Err(error) => Err(Error::Misfit {
                path: path.into(),
                remedy: self.remedy(&checkpoint, &error),
                problems: error.to_string(),
            }),
        }
    }

    fn remedy(&self, checkpoint: &Checkpoint, error: &BindError) -> String {
        if error.names_and_shapes_fit() && error.holds_integers() {
            return "names and shapes fit, numbers do not: convert the model with `.float()`, or \
                    dequantise it if it is quantised, and save it again"
                .into();
        }
        if error.names_and_shapes_fit() {
            return "names and shapes fit, numbers do not: save it again from a model whose \
                    weights are finite"
                .into();
        }
        if !error.context.ambiguous.is_empty() {
            return "which of them is meant only you can tell: make a file that holds it alone"
                .into();
        }
        let spec = &self.origin;
        match fit(&self.text, &self.overrides, checkpoint) {
            Some(fit) => fit.sentence(&spec.to_string(), &fit.options()),
            None => format!(
                "it fits {spec} at no usual width multiplier, number of classes, input channels and \
                 branches: is it a checkpoint of this network?"
            ),
        }
    }
}

/// Prints a note to stderr if the spec's labels were dropped because the number of classes was changed.
fn note_dropped(compiled: &Compiled) {
    let architecture = &compiled.architecture;
    if let Some(count) = architecture.dropped_labels {
        note(format_args!(
            "the spec has {count} labels, the network {} classes: they are left out; --labels gives others",
            architecture.classes
        ));
    }
}
