//! The files of the crate that `espnet new` writes, made from `templates/`.

use espnet_compiler::{
    ir::Shape,
    plan::{self, Plan},
    spec::Overrides,
};

use super::lock::lock;
use crate::network::Network;

const PICTURES: &str = include_str!("templates/pictures.rs");
const FRAMES: &str = include_str!("templates/frames.rs");
const CAMERA: &str = include_str!("templates/camera.rs");
const NETWORK: &str = include_str!("templates/network.rs");
const MEASURE: &str = include_str!("templates/measure.rs");

const TEXT_OF_ANSWER: &str = "        Ok(self.0.predict(frame)?.to_string())";
const TEXT_OF_OBJECTS: &str = "        let found = self.0.predict(frame)?;
        let objects: Vec<String> = found.iter().map(ToString::to_string).collect();
        Ok(if objects.is_empty() { \"no objects\".into() } else { objects.join(\"; \") })";

/// The kind of answer that a new crate prints for a picture.
pub enum PrintedAnswer {
    /// The names of the best classes, or of the classes of pixels.
    Names {
        /// The class expected first for the crate's own picture, if it is known.
        of_picture: Option<&'static str>,
    },
    /// Only the shape of the output and the time; the text says why.
    None(&'static str),
}

/// The files of a new crate, except the vendored crates and the picture.
pub struct Contents {
    /// The network's name.
    pub network: String,
    /// Texts by path.
    pub texts: Vec<(&'static str, String)>,
    /// The checkpoint, as a safetensors file.
    pub weights: Vec<u8>,
}

impl Contents {
    /// Creates the files of a crate with this name.
    pub fn new(
        package: &str,
        network: &Network,
        weights: Vec<u8>,
        answer: &PrintedAnswer,
        camera: bool,
    ) -> Self {
        let plan = &network.compiled.plan;
        let code = match answer {
            PrintedAnswer::Names { of_picture } => answering(plan, *of_picture),
            PrintedAnswer::None(verdict) => {
                MEASURE.replace("{{shapes}}", &named_shapes(plan)).replace("{{verdict}}", verdict)
            }
        };
        let code = code
            .replace("{{description}}", &description(network))
            .replace("{{fields}}", &fields(&network.overrides, plan.input));
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
        Contents { network: plan.name.clone(), texts, weights }
    }
}

/// Generates the code for a network that answers about pictures.
fn answering(plan: &Plan, of_picture: Option<&str>) -> String {
    let (answer, text) = match plan.answer() {
        Some(plan::Answer::Detections) => {
            ("the objects in the picture, with scores and boxes in its pixels", TEXT_OF_OBJECTS)
        }
        Some(plan::Answer::Mask) => {
            ("the classes of the picture's pixels, each with its share", TEXT_OF_ANSWER)
        }
        _ => ("the likeliest classes of the picture", TEXT_OF_ANSWER),
    };
    let (constant, outputs) = match plan.outputs.as_slice() {
        [output] => ("OUTPUT_SHAPE", format!("{:?}", axes(output.shape))),
        outputs => {
            let named = outputs.iter().map(|output| (&output.name, axes(output.shape)));
            ("OUTPUT_SHAPES", format!("{:?}", named.collect::<Vec<_>>()))
        }
    };
    let shapes = format!("{:?} to {outputs}, {} names", axes(plan.input), plan.labels.len());
    let check = of_picture.map_or(String::new(), |name| {
        format!(
            "        insta::assert_snapshot!(answer.split(\" (\").next().unwrap(), @\"{name}\");\n"
        )
    });
    NETWORK
        .replace("{{answer}}", answer)
        .replace("{{text}}", text)
        .replace("{{OUTPUTS}}", constant)
        .replace("{{shapes}}", &shapes)
        .replace("{{check}}", &check)
}

/// Lists names and shapes, 1×C×H×W, of the input and the outputs.
fn named_shapes(plan: &Plan) -> String {
    let outputs = plan.outputs.iter();
    let outputs = outputs.map(|output| format!("{} 1×{}", output.name, output.shape));
    format!("input 1×{} to {}", plan.input, outputs.collect::<Vec<_>>().join(", "))
}

/// Returns N×C×H×W for one input.
fn axes(shape: Shape) -> [usize; 4] {
    [1, shape.channels, shape.height, shape.width]
}

/// Returns a sentence for the type's documentation.
fn description(network: &Network) -> String {
    let name: String = network.compiled.plan.name.chars().filter(|c| !c.is_control()).collect();
    format!("{name} at width multiplier {}.", network.compiled.architecture.width_multiplier)
}

/// Formats the overrides as fields of the macro.
fn fields(overrides: &Overrides, input: Shape) -> String {
    let set = overrides.literals();
    let value = |name: &str| Some(&set.iter().find(|(known, _)| *known == name)?.1);
    let line = |field: &'static str| match field {
        "input" => {
            let is_set = ["channels", "height", "width"].iter().any(|size| value(size).is_some());
            let [_, input @ ..] = axes(input);
            is_set.then(|| format!("    input = {input:?};\n"))
        }
        field => value(field).map(|value| format!("    {field} = {value};\n")),
    };
    Overrides::FIELDS.into_iter().filter_map(line).collect()
}

/// Changes the spec's `$schema` to the schema in the crate.
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
         # hundreds of times slower. The dependency espnet converts pictures to inputs.\n\
         [profile.dev]\n\
         opt-level = 2\n\
         [profile.dev.package.\"*\"]\n\
         opt-level = 1\n\
         [profile.dev.package.espnet]\n\
         opt-level = 2\n\
         \n\
         # The crate belongs to no workspace above this folder.\n\
         [workspace]\n\
         exclude = [\"vendor\"]\n"
    )
}
