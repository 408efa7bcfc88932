//! A network, compiled from its spec, and the checkpoints that fit it.

use std::path::Path;

use espnet::{
    abi::bind::{BindError, Source},
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
    errors::Error,
};

/// A compiled network.
pub struct Network {
    /// Where the spec comes from.
    pub origin: Origin,
    /// What was set instead of the spec's values.
    pub overrides: Overrides,
    /// All that the compiler knows about it.
    pub compiled: Compiled,
    /// What the spec's file holds.
    pub text: String,
}

impl Network {
    /// Reads and compiles the spec; says on stderr what is most likely a mistake.
    ///
    /// # Errors
    /// If it cannot be read, or everything that is wrong with it or the overrides.
    pub fn compile(arguments: &SpecArguments) -> Result<Self, Error> {
        let origin = arguments.spec.clone();
        let overrides = arguments.overrides.overrides()?;
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

    /// Compiles a spec whose file holds `text`.
    ///
    /// # Errors
    /// Everything that is wrong with it or the overrides.
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

    /// Reads and compiles the spec, and reads a checkpoint that must fit: the network's tensors in it, by
    /// the network's names, and where in the file they were found.
    ///
    /// # Errors
    /// What is wrong with either, both at once; of a checkpoint that does not fit, every tensor
    /// concerned, and what it would fit.
    pub fn compile_with(
        arguments: &SpecArguments,
        weights: &Path,
    ) -> Result<(Self, Checkpoint, Source), Error> {
        match Network::compile(arguments) {
            Ok(network) => {
                let (checkpoint, source) = network.open_weights(weights)?;
                Ok((network, checkpoint, source))
            }
            Err(error) => match Checkpoint::open(weights) {
                Err(unread) => Err(Error::Several(vec![error, unread.into()])),
                Ok(_) => Err(error),
            },
        }
    }

    /// As [`compile_with`](Self::compile_with), where a checkpoint may be given.
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

    /// What is wrong with the spec, which compiles but cannot be emitted as asked.
    pub fn error(&self, problems: Diagnostics) -> Error {
        Error::Spec { origin: self.origin.clone(), text: self.text.clone(), problems }
    }

    /// What generates its code, as a type of that name.
    pub fn builder(&self, name: &str) -> Builder {
        Builder::new(name, &self.origin).overrides(self.overrides.clone())
    }

    /// Reads a checkpoint that must fit: the network's tensors in it, by the network's names.
    ///
    /// # Errors
    /// If it cannot be read, or every tensor that does not fit, and what the checkpoint would fit.
    pub fn open_weights(&self, path: &Path) -> Result<(Checkpoint, Source), Error> {
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

/// Says on stderr if the spec's labels are not the network's.
fn note_dropped(compiled: &Compiled) {
    let architecture = &compiled.architecture;
    if let Some(count) = architecture.dropped_labels {
        note(format_args!(
            "the spec has {count} labels, the network {} classes: they are left out; --labels gives others",
            architecture.classes
        ));
    }
}
