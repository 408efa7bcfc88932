//! A compiled network as a value that tests can pass around.

use std::{fs, path::PathBuf};

use espnet::{Isa, LoadError, Threads};
use espnet_compiler::{Compiled, compile, spec::Overrides};

/// The settings that a network was compiled with.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Path of the spec, relative to this package.
    pub spec: &'static str,
    /// The overrides of the spec's own values.
    pub overrides: Overrides,
}

impl Settings {
    /// Compiles the same network, for the interpreter.
    pub fn compile(&self) -> Compiled {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(self.spec);
        let text = fs::read_to_string(&path).expect("the spec exists");
        compile(&text, &self.overrides).unwrap_or_else(|error| panic!("{}: {error}", self.spec))
    }
}

/// A network that `espnet!` compiled.
pub trait Network: Sized {
    /// The type's name.
    const NAME: &'static str;

    /// The settings that it was compiled with.
    fn settings() -> Settings;

    /// Creates the network with the weights of a checkpoint.
    ///
    /// # Errors
    /// The errors of the generated type's own constructor.
    fn from_checkpoint(bytes: &[u8]) -> Result<Self, LoadError>;

    /// Selects another instruction set; `None` if this processor does not have it.
    fn on(self, isa: Isa) -> Option<Self>;

    /// The output for one input; several outputs one after another.
    fn run(&self, input: &[f32]) -> Vec<f32>;

    /// The output for one input, by several threads.
    fn run_with_threads(&self, input: &[f32], threads: &mut Threads) -> Vec<f32>;
}

/// Compiles networks with `espnet!`, and implements [`Network`] for them with their settings.
#[macro_export]
macro_rules! declare {
    ($(
        $(#[$meta:meta])*
        $name:ident: $spec:literal, s = $width:literal, classes = $classes:literal,
        input = [$c:literal, $h:literal, $w:literal]
        $(, branches = $branches:literal)? $(, dilation = $dilation:literal)?
        $(, linear_weights = $linear_weights:literal)?
        $(, set = { $($key:ident = $value:literal),* })?
        $(, outputs = $outputs:ident)?;
    )*) => {$(
        espnet::espnet! {
            $(#[$meta])*
            pub struct $name;
            spec = $spec;
            width_multiplier = $width;
            classes = $classes;
            input = [$c, $h, $w];
            $(branches = $branches;)?
            $(dilation = $dilation;)?
            $(linear_weights = $linear_weights;)?
            $(set = { $($key = $value),* };)?
        }

        $crate::implement! {
            $name: $spec, s = $width, classes = $classes, input = [$c, $h, $w]
            $(, branches = $branches)? $(, dilation = $dilation)?
            $(, linear_weights = $linear_weights)?
            $(, set = { $($key = $value),* })?
            $(, outputs = $outputs)?
        }
    )*};
}

/// Implements [`Network`] for a compiled type.
#[macro_export]
macro_rules! implement {
    (
        $name:ident: $spec:literal, s = $width:literal, classes = $classes:literal,
        input = [$c:literal, $h:literal, $w:literal]
        $(, branches = $branches:literal)? $(, dilation = $dilation:literal)?
        $(, linear_weights = $linear_weights:literal)?
        $(, set = { $($key:ident = $value:literal),* })?
        $(, outputs = $outputs:ident)?
    ) => {
        impl $crate::Network for $name {
            const NAME: &'static str = stringify!($name);

            fn settings() -> $crate::Settings {
                #[allow(unused_mut, reason = "only some networks set more than the others")]
                let mut overrides = espnet_compiler::spec::Overrides {
                    width_multiplier: Some($width),
                    classes: Some($classes),
                    channels: Some($c),
                    height: Some($h),
                    width: Some($w),
                    ..Default::default()
                };
                $(overrides.branches = Some($branches);)?
                $(overrides.dilation = espnet_compiler::spec::DilationPolicy::named($dilation);)?
                $(
                    overrides.linear_weights =
                        espnet_compiler::spec::Precision::named($linear_weights);
                )?
                $(
                    let set = overrides.set.get_or_insert_default();
                    $(set.0.insert(stringify!($key).into(), $value.into());)*
                )?
                $crate::Settings { spec: $spec, overrides }
            }

            fn from_checkpoint(bytes: &[u8]) -> Result<Self, espnet::LoadError> {
                Self::from_bytes(bytes)
            }

            fn on(self, isa: espnet::Isa) -> Option<Self> {
                self.with_isa(isa).ok()
            }

            fn run(&self, input: &[f32]) -> Vec<f32> {
                let input = input.try_into().expect("the input has the network's size");
                let mut workspace = Self::workspace();
                let output = self.forward(input, &mut workspace);
                $crate::concatenate!(output $($outputs)?)
            }

            fn run_with_threads(&self, input: &[f32], threads: &mut espnet::Threads) -> Vec<f32> {
                let input = input.try_into().expect("the input has the network's size");
                let mut workspace = Self::workspace();
                let output = self.forward_with_threads(input, &mut workspace, threads);
                $crate::concatenate!(output $($outputs)?)
            }
        }
    };
}

/// The numbers of an output, or of several outputs one after another.
#[macro_export]
macro_rules! concatenate {
    ($output:ident) => {
        $output.to_vec()
    };
    ($output:ident several) => {
        $output.by_name().iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect()
    };
}
