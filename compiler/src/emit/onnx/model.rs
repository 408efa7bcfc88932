//! A model under construction: nodes, constants and the names of values.

use std::collections::BTreeSet;

use super::{
    Batch,
    proto::{
        Attribute, AttributeType, DataType, Dimension, Graph, Node, Shape, Size, Tensor,
        TensorType, Type, Value,
    },
};

/// An attribute's value.
pub(super) enum Setting {
    Int(usize),
    Ints(Vec<usize>),
    Float(f32),
    Text(&'static str),
}

/// The attributes of a node.
pub(super) type Settings = Vec<(&'static str, Setting)>;

/// Adds nodes and constants under names that are free.
pub(super) struct Builder {
    graph: Graph,
    names: BTreeSet<String>,
    batch: Batch,
}

impl Builder {
    /// Creates an empty graph whose values have this batch size; names in `taken` are not used for new
    /// values.
    pub fn new(name: &str, batch: Batch, taken: impl IntoIterator<Item = String>) -> Self {
        let graph = Graph { name: Some(name.into()), ..Graph::default() };
        Builder { graph, names: taken.into_iter().collect(), batch }
    }

    /// A name that nothing has yet, `name` if possible.
    fn claim(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        while !self.names.insert(name.clone()) {
            name.push('\'');
        }
        name
    }

    /// Adds a node that makes the value `output`.
    fn node(
        &mut self,
        operator: &str,
        inputs: impl IntoIterator<Item = String>,
        output: &str,
        settings: Settings,
    ) {
        self.graph.node.push(Node {
            input: inputs.into_iter().collect(),
            output: vec![output.into()],
            name: Some(output.into()),
            op_type: Some(operator.into()),
            attribute: settings.into_iter().map(attribute).collect(),
        });
    }

    /// Adds a node that makes a value of a name like `name`, and returns that name.
    pub fn value(
        &mut self,
        operator: &str,
        inputs: impl IntoIterator<Item = String>,
        name: &str,
        settings: Settings,
    ) -> String {
        let output = self.claim(name);
        self.node(operator, inputs, &output, settings);
        output
    }

    /// Adds a constant of a name like `name`, and returns that name.
    pub fn floats(&mut self, name: &str, shape: &[usize], numbers: &[f32]) -> String {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.constant(name, shape, DataType::Float, bytes)
    }

    /// Adds a reshape to these sizes of the axes after the batch axis.
    pub fn reshape(&mut self, value: String, name: &str, axes: &[usize]) -> String {
        // Zero keeps the size of an axis.
        let batch = match self.batch {
            Batch::Fixed(batch) => batch.get().into(),
            Batch::Dynamic => 0,
        };
        let axes = self.integers(&format!("{name}.shape"), &[&[batch], axes].concat());
        self.value("Reshape", [value, axes], name, vec![])
    }

    /// Adds a bilinear resize with aligned corners to these sizes of the axes after the batch axis.
    pub fn resize(&mut self, value: String, name: &str, axes: [usize; 3]) -> String {
        let mut settings = vec![
            ("mode", Setting::Text("linear")),
            ("coordinate_transformation_mode", Setting::Text("align_corners")),
        ];
        let name_of_sizes = format!("{name}.sizes");
        let [channels, height, width] = axes;
        let sizes = match self.batch {
            Batch::Fixed(batch) => {
                self.integers(&name_of_sizes, &[batch.get().into(), channels, height, width])
            }
            Batch::Dynamic => {
                settings.push(("axes", Setting::Ints(vec![2, 3])));
                self.integers(&name_of_sizes, &[height, width])
            }
        };
        // The second and third operands, a region and scales, are absent, which ONNX writes as empty
        // names.
        let operands = [value, String::new(), String::new(), sizes];
        self.value("Resize", operands, name, settings)
    }

    /// Adds a constant list of sizes or indices, and returns its name.
    pub fn integers(&mut self, name: &str, numbers: &[usize]) -> String {
        let bytes = numbers.iter().flat_map(|&number| (number as i64).to_le_bytes()).collect();
        self.constant(name, &[numbers.len()], DataType::Int64, bytes)
    }

    fn constant(&mut self, name: &str, shape: &[usize], of: DataType, bytes: Vec<u8>) -> String {
        let name = self.claim(name);
        self.graph.initializer.push(Tensor {
            dims: shape.iter().map(|&size| size as i64).collect(),
            data_type: Some(of.into()),
            name: Some(name.clone()),
            raw_data: Some(bytes),
        });
        name
    }

    /// Declares an input of the graph with these sizes of the axes after the batch axis.
    pub fn input(&mut self, name: &str, axes: &[usize]) {
        self.graph.input.push(tensor(name, self.batch, axes));
    }

    /// Declares a value an output of the graph under a name that was taken for it: whatever makes and
    /// reads the value calls it so from now on. The input and values that are outputs already are copied.
    pub fn output(&mut self, value: &str, name: &str, axes: &[usize]) {
        let is_declared = |declared: &Value| declared.name.as_deref() == Some(value);
        if self.graph.input.iter().chain(&self.graph.output).any(is_declared) {
            self.node("Identity", [value.to_owned()], name, vec![]);
        } else {
            for node in &mut self.graph.node {
                let names = node.input.iter_mut().chain(&mut node.output);
                names.filter(|other| *other == value).for_each(|other| *other = name.to_owned());
            }
        }
        self.graph.output.push(tensor(name, self.batch, axes));
    }

    /// The graph.
    pub fn finish(self) -> Graph {
        self.graph
    }
}

fn attribute((name, setting): (&'static str, Setting)) -> Attribute {
    let mut attribute = Attribute { name: Some(name.into()), ..Attribute::default() };
    let kind = match setting {
        Setting::Int(value) => {
            attribute.i = Some(value as i64);
            AttributeType::Int
        }
        Setting::Ints(values) => {
            attribute.ints = values.into_iter().map(|value| value as i64).collect();
            AttributeType::Ints
        }
        Setting::Float(value) => {
            attribute.f = Some(value);
            AttributeType::Float
        }
        Setting::Text(text) => {
            attribute.s = Some(text.into());
            AttributeType::String
        }
    };
    attribute.r#type = Some(kind.into());
    attribute
}

fn tensor(name: &str, batch: Batch, axes: &[usize]) -> Value {
    let batch = match batch {
        Batch::Fixed(batch) => Size::Value(batch.get().into()),
        Batch::Dynamic => Size::Param(Batch::AXIS.into()),
    };
    let sizes = [batch].into_iter().chain(axes.iter().map(|&size| Size::Value(size as i64)));
    let shape = Shape { dim: sizes.map(|size| Dimension { size: Some(size) }).collect() };
    let tensor = TensorType { elem_type: Some(DataType::Float.into()), shape: Some(shape) };
    Value { name: Some(name.into()), r#type: Some(Type { tensor_type: Some(tensor) }) }
}
