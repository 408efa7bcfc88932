//! The tensors that several kernels pack, as indices into the parameters of a recipe.

use crate::kernel::{
    Epilogue,
    construct::{Construct, Expression},
};

/// The index of a parameter in [`Recipe::parameters`](super::Recipe::parameters). It has 32 bits, because
/// programs contain many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TensorId(u32);

impl TensorId {
    /// The parameter with this index.
    ///
    /// # Panics
    /// If `index` exceeds 32 bits.
    pub const fn new(index: usize) -> Self {
        assert!(index <= u32::MAX as usize, "a network has fewer parameters");
        TensorId(index as u32)
    }

    /// The index.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

impl Construct for TensorId {
    fn expression(&self) -> Expression {
        self.index().expression()
    }
}

/// The tensors of a batch norm.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// γ.
    pub weight: TensorId,
    /// β.
    pub bias: TensorId,
    /// μ.
    pub running_mean: TensorId,
    /// σ².
    pub running_var: TensorId,
    /// ε.
    pub eps: f32,
}

impl Norm {
    /// A batch norm from the indices of γ, β, μ and σ².
    pub const fn new(tensors: [usize; 4], eps: f32) -> Self {
        let [weight, bias, running_mean, running_var] = tensors;
        Norm {
            weight: TensorId::new(weight),
            bias: TensorId::new(bias),
            running_mean: TensorId::new(running_mean),
            running_var: TensorId::new(running_var),
            eps,
        }
    }

    /// A batch norm whose tensors γ, β, μ and σ² have consecutive indices from `first` on.
    pub const fn consecutive(first: usize, eps: f32) -> Self {
        Norm::new([first, first + 1, first + 2, first + 3], eps)
    }
}

impl Construct for Norm {
    fn expression(&self) -> Expression {
        let eps = Expression::Float(self.eps);
        if *self == Norm::consecutive(self.weight.index(), self.eps) {
            let first = self.weight.expression();
            return Expression::Call("pack::Norm::consecutive", [first, eps].into());
        }
        let tensors = [self.weight, self.bias, self.running_mean, self.running_var];
        let tensors = tensors.iter().map(Construct::expression).collect();
        Expression::Call("pack::Norm::new", [Expression::Array(tensors), eps].into())
    }
}

/// The tensors of a stage of an [`Epilogue`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum StageTensors {
    /// The slopes of a PReLU.
    Prelu(TensorId),
    /// A batch norm that could not be folded.
    Affine(Norm),
}

/// The tensors of those stages of an [`Epilogue`] that have any, in order. The bias belongs to the
/// convolution.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EpilogueTensors([Option<StageTensors>; Epilogue::MAX]);

impl EpilogueTensors {
    /// No tensors.
    pub const NONE: EpilogueTensors = EpilogueTensors([None; Epilogue::MAX]);

    /// Adds the slopes of a PReLU after the existing stages.
    pub const fn prelu(self, slopes: usize) -> Self {
        self.then(StageTensors::Prelu(TensorId::new(slopes)))
    }

    /// Adds a batch norm after the existing stages.
    pub const fn affine(self, norm: Norm) -> Self {
        self.then(StageTensors::Affine(norm))
    }

    /// Adds the tensors of a stage after the existing stages.
    ///
    /// # Panics
    /// If there are [`Epilogue::MAX`] stages already.
    pub const fn then(mut self, stage: StageTensors) -> Self {
        let mut len = 0;
        while self.0[len].is_some() {
            len += 1;
        }
        self.0[len] = Some(stage);
        self
    }

    /// The tensors of each stage that has any.
    pub fn stages(&self) -> impl Iterator<Item = StageTensors> {
        self.0.iter().copied().flatten()
    }
}

impl Construct for EpilogueTensors {
    fn expression(&self) -> Expression {
        let none = Expression::Path("pack::EpilogueTensors::NONE");
        self.stages().fold(none, |tensors, stage| match stage {
            StageTensors::Prelu(slopes) => tensors.set("prelu", slopes),
            StageTensors::Affine(norm) => tensors.set("affine", norm),
        })
    }
}

/// The tensors of a convolution or linear layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConvTensors {
    /// The weights, output × input of a group × k × k.
    pub weight: TensorId,
    /// The bias.
    pub bias: Option<TensorId>,
    /// The batch norm that follows, if it is folded.
    pub norm: Option<Norm>,
    /// The tensors of the stages after the bias.
    pub epilogue: EpilogueTensors,
}

impl ConvTensors {
    /// A convolution with weights only.
    pub const fn new(weight: usize) -> Self {
        let weight = TensorId::new(weight);
        ConvTensors { weight, bias: None, norm: None, epilogue: EpilogueTensors::NONE }
    }

    /// Adds a bias.
    pub const fn bias(self, bias: usize) -> Self {
        ConvTensors { bias: Some(TensorId::new(bias)), ..self }
    }

    /// Adds a batch norm that is folded.
    pub const fn norm(self, norm: Norm) -> Self {
        ConvTensors { norm: Some(norm), ..self }
    }

    /// Adds the tensors of an epilogue.
    pub const fn epilogue(self, epilogue: EpilogueTensors) -> Self {
        ConvTensors { epilogue, ..self }
    }
}

impl Construct for ConvTensors {
    fn expression(&self) -> Expression {
        let epilogue = (self.epilogue != EpilogueTensors::NONE).then_some(self.epilogue);
        Expression::Call("pack::ConvTensors::new", [self.weight.expression()].into())
            .set_some("bias", self.bias)
            .set_some("norm", self.norm)
            .set_some("epilogue", epilogue)
    }
}
