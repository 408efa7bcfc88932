//! Builds an ONNX model: nodes, constants and the names of values.

use std::collections::BTreeSet;

use super::{
    Batch,
    proto::{
        AttributeProto, AttributeType, DataType, GraphProto, NodeProto, Size, TensorProto,
        ValueInfoProto,
    },
};
use crate::{
    ir::onnx::{self, Attribute, Attributes},
    shape::Shape,
};

/// A graph under construction; new nodes and constants get unused names.
pub(super) struct ModelBuilder {
    graph: GraphProto,
    names: BTreeSet<String>,
    batch: Batch,
}

impl ModelBuilder {
    /// Creates an empty graph whose values have this batch size. The names in `taken` are not used for new
    /// values.
    pub fn new(name: &str, batch: Batch, taken: impl IntoIterator<Item = String>) -> Self {
        let graph = GraphProto { name: Some(name.into()), ..GraphProto::default() };
        ModelBuilder { graph, names: taken.into_iter().collect(), batch }
    }

    /// Reserves an unused name: `name` if it is free.
    fn claim(&mut self, name: &str) -> String {
        let mut name = name.to_owned();
        while !self.names.insert(name.clone()) {
            name.push('\'');
        }
        name
    }

    /// Adds a node that computes the value `output`.
    fn push(
        &mut self,
        operator: &str,
        operands: Vec<String>,
        output: &str,
        attributes: Attributes,
    ) {
        self.graph.node.push(NodeProto {
            input: operands,
            output: vec![output.into()],
            name: Some(output.into()),
            op_type: Some(operator.into()),
            attribute: attributes.into_iter().map(attribute).collect(),
        });
    }

    fn constant(&mut self, name: &str, shape: &[usize], of: DataType, bytes: Vec<u8>) -> String {
        let name = self.claim(name);
        self.graph.initializer.push(TensorProto {
            dims: shape.iter().map(|&size| size as i64).collect(),
            data_type: Some(of.into()),
            name: Some(name.clone()),
            raw_data: Some(bytes),
        });
        name
    }

    /// Declares an input of the graph with these sizes of the axes after the batch axis.
    pub fn input(&mut self, name: &str, axes: &[usize]) {
        let declared = self.tensor(name, axes);
        self.graph.input.push(declared);
    }

    /// Declares a value an output of the graph, under a name that is reserved for it. The node that computes
    /// the value and those that read it use the new name. The input, and values that are already outputs, are
    /// copied.
    pub fn output(&mut self, value: &str, declared: ValueInfoProto) {
        let name = declared.name.clone().unwrap_or_default();
        let is_declared = |declared: &ValueInfoProto| declared.name.as_deref() == Some(value);
        if self.graph.input.iter().chain(&self.graph.output).any(is_declared) {
            self.push("Identity", vec![value.to_owned()], &name, vec![]);
        } else {
            for node in &mut self.graph.node {
                let names = node.input.iter_mut().chain(&mut node.output);
                names.filter(|other| *other == value).for_each(|other| other.clone_from(&name));
            }
        }
        self.graph.output.push(declared);
    }

    /// Describes a tensor of floats with these sizes of the axes after the batch axis.
    pub fn tensor(&self, name: &str, axes: &[usize]) -> ValueInfoProto {
        let batch = match self.batch {
            Batch::Fixed(batch) => Size::Value(batch.get().into()),
            Batch::Dynamic => Size::Param(Batch::AXIS.into()),
        };
        let sizes = axes.iter().map(|&size| Size::Value(size as i64));
        ValueInfoProto::new(name, DataType::Float, [batch].into_iter().chain(sizes))
    }

    /// Returns the graph.
    pub fn finish(self) -> GraphProto {
        self.graph
    }
}

impl onnx::Model for ModelBuilder {
    fn node(
        &mut self,
        operator: &str,
        operands: Vec<String>,
        name: &str,
        attributes: Attributes,
    ) -> String {
        let output = self.claim(name);
        self.push(operator, operands, &output, attributes);
        output
    }

    fn floats(&mut self, name: &str, shape: &[usize], numbers: &[f32]) -> String {
        let bytes = numbers.iter().flat_map(|number| number.to_le_bytes()).collect();
        self.constant(name, shape, DataType::Float, bytes)
    }

    fn integers(&mut self, name: &str, numbers: &[usize]) -> String {
        let bytes = numbers.iter().flat_map(|&number| (number as i64).to_le_bytes()).collect();
        self.constant(name, &[numbers.len()], DataType::Int64, bytes)
    }

    fn reshape(&mut self, value: String, name: &str, axes: &[usize]) -> String {
        // In a Reshape, zero keeps the size of an axis.
        let batch = match self.batch {
            Batch::Fixed(batch) => batch.get().into(),
            Batch::Dynamic => 0,
        };
        let axes = self.integers(&format!("{name}.shape"), &[&[batch], axes].concat());
        self.node("Reshape", vec![value, axes], name, vec![])
    }

    fn resize(&mut self, value: String, name: &str, shape: Shape) -> String {
        let mut attributes = vec![
            ("mode", Attribute::Text("linear")),
            ("coordinate_transformation_mode", Attribute::Text("align_corners")),
        ];
        let name_of_sizes = format!("{name}.sizes");
        let Shape { channels, height, width } = shape;
        let sizes = match self.batch {
            Batch::Fixed(batch) => {
                self.integers(&name_of_sizes, &[batch.get().into(), channels, height, width])
            }
            Batch::Dynamic => {
                attributes.push(("axes", Attribute::Ints(vec![2, 3])));
                self.integers(&name_of_sizes, &[height, width])
            }
        };
        // The second and third operand, a region and scales, are absent. ONNX writes absent operands as empty
        // names.
        let operands = vec![value, String::new(), String::new(), sizes];
        self.node("Resize", operands, name, attributes)
    }
}

fn attribute((name, value): (&'static str, Attribute)) -> AttributeProto {
    let mut attribute = AttributeProto { name: Some(name.into()), ..AttributeProto::default() };
    let kind = match value {
        Attribute::Int(value) => {
            attribute.i = Some(value as i64);
            AttributeType::Int
        }
        Attribute::Ints(values) => {
            attribute.ints = values.into_iter().map(|value| value as i64).collect();
            AttributeType::Ints
        }
        Attribute::Float(value) => {
            attribute.f = Some(value);
            AttributeType::Float
        }
        Attribute::Text(text) => {
            attribute.s = Some(text.into());
            AttributeType::String
        }
    };
    attribute.r#type = Some(kind.into());
    attribute
}
