//! Parameters for the interpreter: tensors from any source, bound to a graph by name.

use std::collections::BTreeMap;

use espnet_checkpoint::{Checkpoint, Tensor};

use crate::ir::{BatchNorm, Graph};

/// Tensors by their PyTorch names.
pub trait Tensors {
    /// Returns the shape and the numbers, in row-major order, of the tensor with this name.
    fn tensor(&self, name: &str) -> Option<(&[usize], &[f32])>;
}

impl Tensors for BTreeMap<String, Tensor> {
    fn tensor(&self, name: &str) -> Option<(&[usize], &[f32])> {
        self.get(name).map(|tensor| (tensor.shape(), tensor.data()))
    }
}

impl Tensors for Checkpoint {
    fn tensor(&self, name: &str) -> Option<(&[usize], &[f32])> {
        self.get(name).map(|tensor| (tensor.shape(), tensor.data()))
    }
}

/// The parameters that a graph reads.
pub struct Parameters<'a> {
    by_name: BTreeMap<String, &'a [f32]>,
    /// The parameters that are missing or have a wrong shape.
    pub problems: Vec<String>,
}

impl<'a> Parameters<'a> {
    /// Binds the parameters of a graph to tensors, and records those that are missing or have a wrong shape.
    pub fn bind(graph: &Graph, tensors: &'a impl Tensors) -> Self {
        let mut parameters = Parameters { by_name: BTreeMap::new(), problems: Vec::new() };
        for param in graph.params() {
            match tensors.tensor(&param.name) {
                None => parameters.problems.push(format!(
                    "parameter {} of shape {:?} is missing",
                    param.name, param.shape
                )),
                Some((shape, _)) if shape != param.shape => parameters.problems.push(format!(
                    "parameter {} has shape {shape:?}, should have {:?}",
                    param.name, param.shape
                )),
                Some((_, data)) => {
                    parameters.by_name.insert(param.name, data);
                }
            }
        }
        parameters
    }

    /// Returns the numbers of a parameter of the graph.
    pub fn get(&self, name: &str) -> &'a [f32] {
        self.by_name[name]
    }

    /// Returns the factor and the term of each channel in a batch norm: the input is multiplied by the
    /// factor, then the term is added.
    pub fn scale_and_shift(&self, norm: &BatchNorm) -> Vec<(f64, f64)> {
        let [weight, bias, mean, var] =
            norm.tensors().map(|param| self.get(&param.name).iter().copied().map(f64::from));
        weight
            .zip(bias)
            .zip(mean.zip(var))
            .map(|((weight, bias), (mean, var))| {
                let scale = weight / (var + f64::from(norm.eps)).sqrt();
                (scale, bias - mean * scale)
            })
            .collect()
    }
}
