//! Parameters of operators: the tensors in a checkpoint that a network reads.

/// A parameter tensor that an operator reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Param {
    /// The name in PyTorch, such as `level1.conv.weight`.
    pub name: String,
    /// The shape in PyTorch.
    pub shape: Vec<usize>,
    /// Whether it is learned. Running statistics are not learned and do not count as parameters.
    pub learned: bool,
}

impl Param {
    /// Creates a learned parameter.
    pub fn new(name: impl Into<String>, shape: impl Into<Vec<usize>>) -> Self {
        Param { name: name.into(), shape: shape.into(), learned: true }
    }

    /// Returns the number of learned numbers in the parameter.
    pub fn learned_numbers(&self) -> usize {
        if self.learned { self.shape.iter().product() } else { 0 }
    }
}
