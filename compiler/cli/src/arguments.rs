//! The options that commands share: which network, and what to change about it.

use std::{
    fmt,
    path::{Path, PathBuf},
    thread,
};

use clap::{Args, ValueEnum};
use espnet_compiler::spec::{DilationPolicy, Origin, Overrides, Precision};

use crate::{errors::Error, labels};

/// A spec and its overrides.
#[derive(Args, Clone, Debug)]
pub struct SpecArguments {
    /// The network: the name of a shipped spec, such as espnetv2 (`espnet specs` lists them), or the
    /// path of a spec, which has a slash in it or ends in .json
    pub spec: Origin,

    #[command(flatten)]
    pub overrides: OverrideArguments,
}

impl SpecArguments {
    /// Returns the files that are read: the spec and the labels, where these are files.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.spec.path().into_iter().chain(self.overrides.labels.as_deref())
    }
}

/// Overrides of the spec's values.
#[derive(Args, Clone, Debug)]
pub struct OverrideArguments {
    /// Width multiplier s, such as 0.5, 1.0 or 2.0
    #[arg(long, value_name = "S", help_heading = "Overrides", allow_negative_numbers = true)]
    width_multiplier: Option<f64>,

    /// Number of classes
    #[arg(long, value_name = "N", help_heading = "Overrides")]
    classes: Option<usize>,

    /// Height of the input in pixels
    #[arg(long, value_name = "H", help_heading = "Overrides")]
    height: Option<usize>,

    /// Width of the input in pixels
    #[arg(long, value_name = "W", help_heading = "Overrides")]
    width: Option<usize>,

    /// Channels of the input
    #[arg(long, value_name = "C", help_heading = "Overrides")]
    channels: Option<usize>,

    /// Branches of the EESP units
    #[arg(long, value_name = "K", help_heading = "Overrides")]
    branches: Option<usize>,

    /// Rule that bounds the dilations
    #[arg(long, value_name = "RULE", help_heading = "Overrides")]
    dilation: Option<Dilation>,

    /// How linear layers store their weights
    #[arg(long, value_name = "FORMAT", help_heading = "Overrides")]
    linear_weights: Option<LinearWeights>,

    /// Names of the classes: a shipped set, such as imagenet, or a text file with one name per line
    #[arg(long, value_name = "SET|FILE", help_heading = "Overrides")]
    labels: Option<PathBuf>,
}

impl OverrideArguments {
    /// Converts the options to the compiler's overrides; reads the file of labels.
    ///
    /// # Errors
    /// If the file of labels cannot be read.
    pub fn overrides(&self) -> Result<Overrides, Error> {
        let labels = self.labels.as_deref().map(labels::read).transpose()?;
        Ok(Overrides {
            labels,
            width_multiplier: self.width_multiplier,
            classes: self.classes,
            channels: self.channels,
            height: self.height,
            width: self.width,
            branches: self.branches,
            dilation: self.dilation.map(Dilation::policy),
            linear_weights: self.linear_weights.map(LinearWeights::precision),
        })
    }
}

/// As it stands on the command line, so that what is made can say how.
impl fmt::Display for SpecArguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.spec, self.overrides)
    }
}

/// Writes the options with a space before each.
impl fmt::Display for OverrideArguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let numbers = [
            ("classes", self.classes),
            ("height", self.height),
            ("width", self.width),
            ("channels", self.channels),
            ("branches", self.branches),
        ];
        if let Some(multiplier) = self.width_multiplier {
            write!(f, " --width-multiplier {multiplier}")?;
        }
        for (name, number) in numbers {
            if let Some(number) = number {
                write!(f, " --{name} {number}")?;
            }
        }
        if let Some(rule) = self.dilation.and_then(|rule| rule.to_possible_value()) {
            write!(f, " --dilation {}", rule.get_name())?;
        }
        if let Some(format) = self.linear_weights.and_then(|format| format.to_possible_value()) {
            write!(f, " --linear-weights {}", format.get_name())?;
        }
        match &self.labels {
            Some(labels) => write!(f, " --labels {}", labels.display()),
            None => Ok(()),
        }
    }
}

/// The rules by their names on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Dilation {
    /// The limit that the spec gives each unit, as the released weights need
    Official,
    /// n_d(Z) = 5 + Z/7 of the unit's input map
    Paper,
    /// The list that the spec gives each unit
    Explicit,
}

impl Dilation {
    fn policy(self) -> DilationPolicy {
        match self {
            Dilation::Official => DilationPolicy::Official,
            Dilation::Paper => DilationPolicy::Paper,
            Dilation::Explicit => DilationPolicy::Explicit,
        }
    }
}

/// The formats of weights by their names on the command line.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum LinearWeights {
    /// i16 if that is precise enough with this checkpoint, else 24-bit integers
    Auto,
    /// 16-bit integers times a step for each output, whatever their error
    I16,
    /// 32-bit floats, which take twice the time to read
    F32,
}

impl LinearWeights {
    fn precision(self) -> Precision {
        match self {
            LinearWeights::F32 => Precision::F32,
            LinearWeights::Auto => Precision::Auto,
            LinearWeights::I16 => Precision::I16,
        }
    }
}

/// How many threads to use.
#[derive(Args, Clone, Copy, Debug)]
pub struct ThreadArguments {
    /// Threads of a forward pass
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    threads: u16,
}

impl ThreadArguments {
    /// How many are asked for.
    pub fn count(self) -> u16 {
        self.threads
    }

    /// Says on stderr if fewer threads will be used than were asked for.
    pub fn announce(self) {
        let most = thread::available_parallelism().map_or(1, |most| most.get());
        if usize::from(self.threads) > most {
            note(format_args!(
                "{} threads are asked for; {most} are used, as many as run at once here",
                self.threads
            ));
        }
    }
}

/// Something that is worth knowing but no failure, on stderr.
pub fn note(text: impl fmt::Display) {
    say("note", text);
}

/// Prints a warning to stderr: something that is allowed but is probably a mistake.
pub fn warn(text: impl fmt::Display) {
    say("warning", text);
}

fn say(kind: &str, text: impl fmt::Display) {
    // Writing fails if stderr is closed, and then nobody can be told.
    let _ = std::io::Write::write_fmt(&mut std::io::stderr(), format_args!("{kind}: {text}\n"));
}
