//! The operator [`Predictions`]: the outputs of a detection network's heads as one table, with a row for each
//! prior (SSD, arXiv 1512.02325, section 2.1).

use super::{Arity, Family, Operator};
use crate::{
    ir::{
        interpret::{Parameters, View},
        onnx::{self, Attribute},
        pytorch::{Axes, PyTorch},
        window::{Axis, Window},
    },
    shape::Shape,
};

/// Maps of (anchors·`values`)×H×W as one table of rows with `values` numbers, N×P×`values`. The rows of the
/// first map come first; those of a map are in the order of its rows, columns and anchors. Channel
/// a·`values` + v of a map is number v of anchor a, so in channels last the table is the maps one after
/// another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Predictions {
    /// The numbers of each prior: the number of classes, or four for a box.
    pub values: usize,
}

impl Operator for Predictions {
    fn name(&self) -> &'static str {
        "predictions"
    }

    fn arity(&self) -> Arity {
        Arity::AtLeastOne
    }

    fn sizes(&self) -> Vec<usize> {
        vec![self.values]
    }

    fn check(&self) -> Result<(), String> {
        match self.values > 0 {
            true => Ok(()),
            false => Err("a row has at least one number".into()),
        }
    }

    fn shape(&self, operands: &[Shape]) -> Result<Shape, String> {
        let mut rows = 0usize;
        for operand in operands {
            if self.values == 0 || !operand.channels.is_multiple_of(self.values) {
                return Err(format!(
                    "{} channels are no rows of {} numbers",
                    operand.channels, self.values
                ));
            }
            rows = rows.saturating_add(operand.len() / self.values);
        }
        Ok(Shape::new(rows, self.values, 1))
    }

    fn window(&self, _axis: Axis, operands: &[(Window, usize)], _size: usize) -> Option<Window> {
        // Rows of all places of the maps lie along the channels, so each number may be from anywhere.
        let whole = |&(window, size): &(Window, usize)| (window.averaged(size, 1), 1);
        let wholes: Vec<(Window, usize)> = operands.iter().map(whole).collect();
        Some(Window::union(&wholes, 1))
    }

    fn interpret(&self, operands: &[View<'_>], output: Shape, _: &Parameters<'_>) -> Vec<f32> {
        let mut rows = Vec::with_capacity(output.len());
        for operand in operands {
            let planes: Vec<&[f32]> =
                (0..operand.shape.channels).map(|channel| operand.plane(channel)).collect();
            for pixel in 0..operand.shape.pixels() {
                rows.extend(planes.iter().map(|plane| plane[pixel]));
            }
        }
        rows
    }

    fn attributes(&self, _node: &str) -> Vec<String> {
        vec![format!("values {}", self.values)]
    }

    fn family(&self) -> Family {
        Family::Movement
    }

    fn axes(&self, _first: Axes) -> Axes {
        Axes::Rows
    }

    fn onnx(&self, model: &mut dyn onnx::Model, call: &onnx::OperatorContext<'_>) -> String {
        let mut tables = Vec::with_capacity(call.operands.len());
        for (i, (operand, shape)) in call.operands.iter().zip(&call.shapes).enumerate() {
            let order = vec![("perm", Attribute::Ints(vec![0, 2, 3, 1]))];
            let name = format!("{}.{i}.last", call.name);
            let value = model.node("Transpose", vec![operand.clone()], &name, order);
            let axes = [shape.len() / self.values, self.values];
            tables.push(model.reshape(value, &format!("{}.{i}.rows", call.name), &axes));
        }
        model.node("Concat", tables, call.name, vec![("axis", Attribute::Int(1))])
    }

    fn pytorch(&self) -> PyTorch {
        PyTorch::None
    }
}
