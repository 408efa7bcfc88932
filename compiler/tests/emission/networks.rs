//! The networks that the tests emit: the models at several widths, and specs with a block of every
//! type and every kind of name.

use std::{collections::BTreeMap, fs, path::Path};

use espnet_checkpoint::{Tensor, write_safetensors};
use espnet_compiler::{
    Compiled, compile,
    ir::interpret,
    random::{Random, random_checkpoint},
    spec::{DilationPolicy, Overrides, SetValues, SettingValue},
};

use crate::python::{assert_close, read_numbers, write_numbers};

/// A network with seeded weights and a seeded input.
#[derive(Clone)]
pub struct Network {
    /// A name for messages and folders.
    pub name: String,
    pub compiled: Compiled,
    /// The tensors of a checkpoint for the network.
    pub weights: BTreeMap<String, Tensor>,
    /// C×H×W.
    pub input: Vec<f32>,
}

impl Network {
    /// Compiles a spec, with weights and an input that depend on nothing but their shapes.
    pub fn new(name: &str, spec: &str, overrides: &Overrides) -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(spec);
        Self::of(name, &fs::read_to_string(path).expect("the spec exists"), overrides)
    }

    /// Compiles the text of a spec in the same way.
    pub fn of(name: &str, spec: &str, overrides: &Overrides) -> Self {
        let compiled = compile(spec, overrides).unwrap_or_else(|error| panic!("{error}"));
        let mut weights: BTreeMap<String, Tensor> =
            random_checkpoint(&compiled.plan, 3).into_iter().collect();
        for param in &compiled.lowered.unused {
            let numbers = vec![0.5; param.shape.iter().product()];
            let tensor = Tensor::new(param.shape.clone(), numbers).expect("they fill the shape");
            weights.insert(param.name.clone(), tensor);
        }
        let input = Random::new(4).normals(compiled.architecture.input.len());
        Network { name: name.into(), compiled, weights, input }
    }

    /// Returns several inputs, beginning with [`input`](Self::input).
    pub fn inputs(&self, count: u64) -> Vec<Vec<f32>> {
        (4..4 + count).map(|seed| Random::new(seed).normals(self.input.len())).collect()
    }

    /// Returns the outputs by name, computed by the interpreter from the graph after all passes.
    fn outputs(&self, input: &[f32]) -> BTreeMap<String, Vec<f32>> {
        let Compiled { graph, facts, .. } = &self.compiled;
        let inputs = [("input", input)];
        let values = interpret::run_placed(graph, &facts.placements, &self.weights, &inputs)
            .unwrap_or_else(|error| panic!("{error}"));
        let outputs = graph.outputs().iter();
        outputs.map(|output| (output.name.clone(), values[&output.node].clone())).collect()
    }

    /// Writes the files that a script needs into a folder: `weights.safetensors` and the input's
    /// numbers.
    pub fn write(&self, folder: &Path) {
        let tensors =
            self.weights.iter().map(|(name, tensor): (&String, &Tensor)| (name.as_str(), tensor));
        let weights = write_safetensors(tensors).expect("names are distinct");
        fs::write(folder.join("weights.safetensors"), weights).expect("it can be written");
        write_numbers(&folder.join("input.f32"), &self.input);
    }

    /// Compares the outputs that a script left in a folder, each under the name that `file` gives it,
    /// with the interpreter's.
    pub fn assert_outputs(&self, folder: &Path, file: impl Fn(&str) -> String) {
        for (name, expected) in self.outputs(&self.input) {
            let actual = read_numbers(&folder.join(file(&name)));
            assert_close(&format!("{} {name}", self.name), &actual, &expected);
        }
    }

    /// Compares outputs for several inputs, which each file holds one after another, with the
    /// interpreter's.
    pub fn assert_batch(&self, inputs: &[Vec<f32>], folder: &Path, file: impl Fn(&str) -> String) {
        let actual: BTreeMap<String, Vec<f32>> = self
            .compiled
            .graph
            .outputs()
            .iter()
            .map(|output| (output.name.clone(), read_numbers(&folder.join(file(&output.name)))))
            .collect();
        for (index, input) in inputs.iter().enumerate() {
            for (name, expected) in self.outputs(input) {
                let numbers = &actual[&name];
                assert_eq!(numbers.len(), inputs.len() * expected.len(), "{} {name}", self.name);
                let own = &numbers[index * expected.len()..][..expected.len()];
                assert_close(&format!("{} {name} of input {index}", self.name), own, &expected);
            }
        }
    }
}

fn sized(width_multiplier: f64, classes: usize, height: usize, width: usize) -> Overrides {
    Overrides {
        width_multiplier: Some(width_multiplier),
        classes: Some(classes),
        height: Some(height),
        width: Some(width),
        ..Overrides::default()
    }
}

/// Together, these networks have every released width, other numbers of branches, and dilations by
/// the paper's rule.
pub fn models() -> Vec<Network> {
    let (classifier, segmentation) = ("models/espnetv2.json", "models/espnetv2_seg.json");
    let by = |branches, dilation| Overrides {
        branches: Some(branches),
        dilation: Some(dilation),
        ..sized(0.35, 7, 96, 64)
    };
    vec![
        Network::new("classifier_0_5", classifier, &sized(0.5, 1000, 96, 128)),
        Network::new("classifier_1_0", classifier, &sized(1.0, 10, 64, 64)),
        Network::new("classifier_2_0", classifier, &sized(2.0, 10, 33, 49)),
        Network::new("classifier_paper", classifier, &by(4, DilationPolicy::Paper)),
        Network::new("classifier_branches", classifier, &by(2, DilationPolicy::Official)),
        Network::new("segmentation_0_5", segmentation, &sized(0.5, 20, 64, 128)),
        Network::new("segmentation_1_0", segmentation, &sized(1.0, 21, 112, 80)),
        Network::new("segmentation_1_25", segmentation, &sized(1.25, 3, 64, 64)),
        Network::new("detection_0_5", "models/espnetv2_ssd.json", &sized(0.5, 5, 96, 96)),
    ]
}

/// A network for each shipped spec of another family, and for each of its wirings.
pub fn families() -> Vec<Network> {
    let narrow = |width_multiplier| sized(width_multiplier, 7, 64, 64);
    let wired = |spec: &str, wiring: &str, overrides: Overrides| {
        let set = [("wiring".to_owned(), SettingValue::Word(wiring.into()))];
        let overrides = Overrides { set: Some(SetValues(set.into())), ..overrides };
        Network::new(&format!("{spec}_{wiring}"), &format!("models/{spec}.json"), &overrides)
    };
    // ESPNet has one width.
    let fixed = Overrides { width_multiplier: None, ..narrow(1.0) };
    let mut networks = vec![
        Network::new("mobilenet_v1", "models/mobilenet_v1.json", &narrow(0.25)),
        Network::new("mobilenet_v2", "models/mobilenet_v2.json", &narrow(0.35)),
        Network::new("espnet_c", "models/espnet_c.json", &fixed),
        Network::new("espnetv2_seg_first", "models/espnetv2_seg_first.json", &narrow(0.5)),
        Network::new("shapes_detection", "models/shapes/detection.json", &Overrides::default()),
    ];
    networks.extend(["code", "paper"].map(|wiring| wired("shufflenet_v1", wiring, narrow(0.5))));
    networks.extend(
        ["torchvision", "code", "edgenets"]
            .map(|wiring| wired("shufflenet_v2", wiring, narrow(0.5))),
    );
    networks.extend(["cityscapes", "camvid"].map(|wiring| wired("espnet", wiring, fixed.clone())));
    networks
}

/// Networks that nobody released.
pub fn custom() -> Vec<Network> {
    ["custom", "every_block", "halves", "names", "odd", "rectified", "tiny", "units_by_hand"]
        .map(|name| Network::new(name, &format!("tests/specs/{name}.json"), &Overrides::default()))
        .into()
}
