//! The files of a new crate.

use std::fmt::Write;

use espnet_compiler::{ir::Shape, spec::Overrides};

use super::lock::lock;
use crate::{errors::Error, network::Network};

const PICTURES: &str = include_str!("templates/pictures.rs");
const FRAMES: &str = include_str!("templates/frames.rs");
const CAMERA: &str = include_str!("templates/camera.rs");
const CLASSIFY: &str = include_str!("templates/classify.rs");
const SEGMENT: &str = include_str!("templates/segment.rs");
const MEASURE: &str = include_str!("templates/measure.rs");

/// What a crate says of a picture.
pub enum Answer {
    /// The likeliest classes.
    Classes {
        /// Their names, a line each.
        labels: String,
        /// The likeliest of the picture that the crate has, if it is known.
        of_picture: Option<&'static str>,
    },
    /// The classes of its pixels.
    Mask {
        /// Their names, a line each.
        labels: String,
    },
    /// Shape and time, and why no more.
    None(&'static str),
}

/// What goes into the folder, beside copies of crates and the picture.
pub struct Contents {
    /// The network's name.
    pub network: String,
    /// Texts by their paths.
    pub texts: Vec<(&'static str, String)>,
    /// The checkpoint.
    pub weights: Vec<u8>,
}

impl Contents {
    /// A crate of that name.
    ///
    /// # Errors
    /// None but those of formatting.
    pub fn new(
        package: &str,
        network: &Network,
        weights: Vec<u8>,
        answer: &Answer,
        camera: bool,
    ) -> Result<Self, Error> {
        let plan = &network.compiled.plan;
        let (template, labels, answered, verdict) = match answer {
            Answer::Classes { labels, of_picture } => (CLASSIFY, Some(labels), *of_picture, ""),
            Answer::Mask { labels } => (SEGMENT, Some(labels), None, ""),
            Answer::None(verdict) => (MEASURE, None, None, *verdict),
        };
        let first = &plan.outputs[0];
        let shapes = match answer {
            Answer::None(_) => {
                let outputs = plan.outputs.iter();
                let outputs = outputs.map(|output| format!("{} 1×{}", output.name, output.shape));
                format!("input 1×{} to {}", plan.input, outputs.collect::<Vec<_>>().join(", "))
            }
            _ => format!("{:?} to {:?}", axes(plan.input), axes(first.shape)),
        };
        let answered = answered.map_or(String::new(), |name| {
            format!(
                "        let best = answer.lines().next().unwrap();\n        \
                         insta::assert_snapshot!(best.split_whitespace().last().unwrap(), @\"{name}\");\n"
            )
        });
        let code = template
            .replace("{{description}}", &description(network))
            .replace("{{fields}}", &fields(&network.overrides, plan.input)?)
            .replace("{{shapes}}", &shapes)
            .replace("{{answer}}", &answered)
            .replace("{{verdict}}", verdict);
        let mut texts = vec![
            ("Cargo.toml", manifest(package, camera)),
            ("Cargo.lock", lock(package, camera)),
            (".gitignore", "/target\n".into()),
            ("network.json", with_schema(&network.text)),
            ("src/network.rs", code),
            ("src/main.rs", if camera { FRAMES } else { PICTURES }.into()),
        ];
        if camera {
            texts.push(("src/camera.rs", CAMERA.into()));
        }
        if let Some(labels) = labels {
            texts.push(("labels.txt", labels.clone()));
        }
        Ok(Contents { network: plan.name.clone(), texts, weights })
    }
}

fn axes(shape: Shape) -> [usize; 4] {
    [1, shape.channels, shape.height, shape.width]
}

/// A sentence for the type's documentation.
fn description(network: &Network) -> String {
    let name: String = network.compiled.plan.name.chars().filter(|c| !c.is_control()).collect();
    format!("{name} at width multiplier {}.", network.compiled.architecture.width_multiplier)
}

/// The overrides as the macro takes them.
fn fields(overrides: &Overrides, input: Shape) -> Result<String, Error> {
    let mut fields = String::new();
    let mut field = |name: &str, value: Option<String>| match value {
        Some(value) => writeln!(fields, "    {name} = {value};").map_err(std::io::Error::other),
        None => Ok(()),
    };
    let text = |name: &str| format!("\"{name}\"");
    field("width_multiplier", overrides.width_multiplier.map(|width| format!("{width:?}")))?;
    field("classes", overrides.classes.map(|classes| classes.to_string()))?;
    let sizes = [overrides.channels, overrides.height, overrides.width];
    let [_, input @ ..] = axes(input);
    let is_set = sizes.iter().any(Option::is_some);
    field("input", is_set.then(|| format!("{input:?}")))?;
    field("branches", overrides.branches.map(|branches| branches.to_string()))?;
    field("dilation", overrides.dilation.map(|policy| text(policy.name())))?;
    field("linear_weights", overrides.linear_weights.map(|precision| text(precision.name())))?;
    Ok(fields)
}

/// The spec, naming the schema that lies in the crate.
fn with_schema(spec: &str) -> String {
    let lines = spec.lines().map(|line| match line.trim_start().starts_with("\"$schema\":") {
        true if line.trim_end().ends_with("espnet.schema.json\",") => {
            "  \"$schema\": \"vendor/espnet-models/espnet.schema.json\","
        }
        _ => line,
    });
    lines.fold(String::new(), |text, line| text + line + "\n")
}

fn manifest(package: &str, camera: bool) -> String {
    let (feature, dependency) = match camera {
        true => (
            "\n[features]\n# Cameras of Linux.\nv4l2 = [\"dep:linuxvideo\"]\n",
            "linuxvideo = { version = \"0.3\", optional = true }\n",
        ),
        false => ("", ""),
    };
    format!(
        "[package]\n\
         name = \"{package}\"\n\
         version = \"0.1.0\"\n\
         edition = \"2024\"\n\
         publish = false\n\
         {feature}\n\
         [dependencies]\n\
         espnet = {{ path = \"vendor/espnet\", features = [\"image\"] }}\n\
         {dependency}\n\
         [dev-dependencies]\n\
         insta = \"1.49\"\n\
         \n\
         # Kernels are compiled in the crate that declares the network. Without optimisation they run\n\
         # hundreds of times slower. Of the dependencies, pictures are made into inputs by espnet.\n\
         [profile.dev]\n\
         opt-level = 2\n\
         [profile.dev.package.\"*\"]\n\
         opt-level = 1\n\
         [profile.dev.package.espnet]\n\
         opt-level = 2\n\
         \n\
         # Whatever lies above this folder is none of its business.\n\
         [workspace]\n\
         exclude = [\"vendor\"]\n"
    )
}
