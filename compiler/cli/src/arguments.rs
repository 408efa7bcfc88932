//! The options that commands share: which network, and what to change about it.

use std::{
    fmt,
    path::{Path, PathBuf},
    str::FromStr,
    thread,
};

use clap::{
    Args,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use espnet_compiler::spec::{
    DilationPolicy, Labels, Origin, Overrides, Precision, SetValues, SettingValue,
};

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

/// Declares an option for each override, under the override's name. The option has the type of the
/// override, except for the labels, which may come from a file.
macro_rules! override_arguments {
    ($($(#[$meta:meta])* $name:ident: $Type:ty,)*) => {
        /// Overrides of the spec's values.
        #[derive(Args, Clone, Debug)]
        pub struct OverrideArguments {
            $($(#[$meta])* #[arg(long, help_heading = "Overrides")] $name: Option<$Type>,)*

            /// A setting or a named width of the spec, such as q=5; can be given several times
            #[arg(long, help_heading = "Overrides", value_name = "NAME=VALUE")]
            set: Vec<SetArgument>,
        }

        impl OverrideArguments {
            /// Converts the options to the compiler's overrides; reads the file of labels.
            ///
            /// # Errors
            /// If the file of labels cannot be read.
            pub fn overrides(&self) -> Result<Overrides, Error> {
                Ok(Overrides {
                    $($name: self.$name.as_ref().map(Argument::value).transpose()?,)*
                    set: set_values(&self.set),
                })
            }
        }

        /// Writes the options with a space before each.
        impl fmt::Display for OverrideArguments {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                $(if let Some(value) = &self.$name {
                    write!(f, " --{} {}", stringify!($name).replace('_', "-"), value.text())?;
                })*
                self.set.iter().try_for_each(|set| write!(f, " --set {}={}", set.name, set.value))
            }
        }
    };
}

override_arguments! {
    /// Width multiplier s, such as 0.5, 1.0 or 2.0
    #[arg(value_name = "S", allow_negative_numbers = true)]
    width_multiplier: f64,

    /// Number of classes
    #[arg(value_name = "N")]
    classes: usize,

    /// Height of the input in pixels
    #[arg(value_name = "H")]
    height: usize,

    /// Width of the input in pixels
    #[arg(value_name = "W")]
    width: usize,

    /// Channels of the input
    #[arg(value_name = "C")]
    channels: usize,

    /// Branches of the EESP units
    #[arg(value_name = "K")]
    branches: usize,

    /// Rule that bounds the dilations
    #[arg(value_name = "RULE")]
    #[arg(value_parser = choice(DilationPolicy::ALL, DilationPolicy::name, rule))]
    dilation: DilationPolicy,

    /// How linear layers store their weights
    #[arg(value_name = "FORMAT")]
    #[arg(value_parser = choice(Precision::ALL, Precision::name, format))]
    linear_weights: Precision,

    /// Names of the classes: a shipped set, such as imagenet, or a text file with one name per line
    #[arg(value_name = "SET|FILE")]
    labels: PathBuf,
}

/// A value of the option `--set`.
#[derive(Clone, Debug)]
struct SetArgument {
    name: String,
    value: SettingValue,
}

impl FromStr for SetArgument {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = text.split_once('=').ok_or("expected NAME=VALUE, such as q=5")?;
        let value = match value.parse() {
            Ok(number) => SettingValue::Number(number),
            Err(_) => SettingValue::Word(value.to_owned()),
        };
        Ok(SetArgument { name: name.to_owned(), value })
    }
}

/// Returns the values by name. The last one counts where a name is given several times.
fn set_values(set: &[SetArgument]) -> Option<SetValues> {
    let values = set.iter().map(|set| (set.name.clone(), set.value.clone()));
    (!set.is_empty()).then(|| SetValues(values.collect()))
}

/// The value of an option for an override.
trait Argument {
    /// The type of the override.
    type Override;

    /// Returns the override's value.
    fn value(&self) -> Result<Self::Override, Error>;

    /// Returns the value as it is written on the command line.
    fn text(&self) -> String;
}

/// Declares types whose values are the values of overrides.
macro_rules! argument {
    ($($Type:ty, $text:expr;)*) => {$(
        impl Argument for $Type {
            type Override = $Type;

            fn value(&self) -> Result<Self, Error> {
                Ok(*self)
            }

            fn text(&self) -> String {
                $text(self)
            }
        }
    )*};
}

argument! {
    f64, ToString::to_string;
    usize, ToString::to_string;
    DilationPolicy, |policy: &DilationPolicy| policy.name().into();
    Precision, |precision: &Precision| precision.name().into();
}

impl Argument for PathBuf {
    type Override = Labels;

    fn value(&self) -> Result<Labels, Error> {
        labels::read(self)
    }

    fn text(&self) -> String {
        self.display().to_string()
    }
}

/// Writes the arguments as on the command line, so that generated files can say how they were made.
impl fmt::Display for SpecArguments {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.spec, self.overrides)
    }
}

/// Parses one of several values by its name; `help` describes each in the help text.
fn choice<T: Copy + Send + Sync + 'static, const N: usize>(
    all: [T; N],
    name: fn(T) -> &'static str,
    help: fn(T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    let named = all.map(|value| PossibleValue::new(name(value)).help(help(value)));
    PossibleValuesParser::new(named).try_map(move |text| {
        all.into_iter().find(|&value| name(value) == text).ok_or("there is no such value")
    })
}

fn rule(policy: DilationPolicy) -> &'static str {
    match policy {
        DilationPolicy::Official => {
            "The limit that the spec gives each unit, as the released weights need"
        }
        DilationPolicy::Paper => "n_d(Z) = 5 + Z/7 of the unit's input map",
        DilationPolicy::Explicit => "The list that the spec gives each unit",
    }
}

fn format(precision: Precision) -> &'static str {
    match precision {
        Precision::Auto => {
            "i16 if that is precise enough with this checkpoint, else 24-bit integers"
        }
        Precision::I16 => "16-bit integers times a step for each output, whatever their error",
        Precision::F32 => "32-bit floats, which take twice the time to read",
    }
}

/// The option for the number of threads.
#[derive(Args, Clone, Copy, Debug)]
pub struct ThreadArguments {
    /// Threads of a forward pass
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
    threads: u16,
}

impl ThreadArguments {
    /// The number that the user asked for.
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

/// Prints a note to stderr: something worth knowing that is no failure.
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
