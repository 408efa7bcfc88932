//! Parameters of operators.

/// A parameter tensor that an operator reads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Param {
    /// PyTorch's name, such as `level1.conv.weight`.
    pub name: String,
    /// PyTorch's shape.
    pub shape: Vec<usize>,
    /// Whether it is learned: running statistics are not, and do not count as parameters.
    pub learned: bool,
}

impl Param {
    /// A learned parameter.
    pub fn new(name: impl Into<String>, shape: impl Into<Vec<usize>>) -> Self {
        Param { name: name.into(), shape: shape.into(), learned: true }
    }

    /// The number of learned numbers in it.
    pub fn learned_numbers(&self) -> usize {
        if self.learned { self.shape.iter().product() } else { 0 }
    }
}
