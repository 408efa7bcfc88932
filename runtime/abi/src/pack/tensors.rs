//! The names of tensors that several kernels pack.

use crate::construct::{Construct, Expression};

/// Index of a parameter in [`Recipe::parameters`](super::Recipe::parameters).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TensorId(pub usize);

impl Construct for TensorId {
    fn expression(&self) -> Expression {
        self.0.expression()
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
    /// A batch norm of γ, β, μ and σ².
    pub const fn new(tensors: [usize; 4], eps: f32) -> Self {
        let [weight, bias, running_mean, running_var] = tensors;
        Norm {
            weight: TensorId(weight),
            bias: TensorId(bias),
            running_mean: TensorId(running_mean),
            running_var: TensorId(running_var),
            eps,
        }
    }

    /// A batch norm whose tensors are neighbours: γ, β, μ, σ² from `first` on.
    pub const fn consecutive(first: usize, eps: f32) -> Self {
        Norm::new([first, first + 1, first + 2, first + 3], eps)
    }
}

impl Construct for Norm {
    fn expression(&self) -> Expression {
        let eps = Expression::Float(self.eps);
        if *self == Norm::consecutive(self.weight.0, self.eps) {
            let first = self.weight.expression();
            return Expression::Call("pack::Norm::consecutive", [first, eps].into());
        }
        let tensors = [self.weight, self.bias, self.running_mean, self.running_var];
        let tensors = tensors.iter().map(Construct::expression).collect();
        Expression::Call("pack::Norm::new", [Expression::Array(tensors), eps].into())
    }
}

/// The tensors of an [`Epilogue`](crate::kernel::Epilogue); its bias belongs to the convolution.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct EpilogueTensors {
    /// Slopes of the first PReLU.
    pub prelu: Option<TensorId>,
    /// The batch norm that could not be folded.
    pub affine: Option<Norm>,
    /// Slopes of the last PReLU.
    pub final_prelu: Option<TensorId>,
}

impl EpilogueTensors {
    /// No tensors.
    pub const NONE: EpilogueTensors =
        EpilogueTensors { prelu: None, affine: None, final_prelu: None };

    /// With slopes of the first PReLU.
    pub const fn prelu(self, slopes: usize) -> Self {
        EpilogueTensors { prelu: Some(TensorId(slopes)), ..self }
    }

    /// With a batch norm.
    pub const fn affine(self, norm: Norm) -> Self {
        EpilogueTensors { affine: Some(norm), ..self }
    }

    /// With slopes of the last PReLU.
    pub const fn final_prelu(self, slopes: usize) -> Self {
        EpilogueTensors { final_prelu: Some(TensorId(slopes)), ..self }
    }
}

impl Construct for EpilogueTensors {
    fn expression(&self) -> Expression {
        Expression::Path("pack::EpilogueTensors::NONE")
            .set_some("prelu", self.prelu)
            .set_some("affine", self.affine)
            .set_some("final_prelu", self.final_prelu)
    }
}

/// The tensors of a convolution or linear layer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ConvTensors {
    /// Weights, output × input of a group × k × k.
    pub weight: TensorId,
    /// Bias.
    pub bias: Option<TensorId>,
    /// The batch norm that follows and is folded.
    pub norm: Option<Norm>,
    /// What follows after that.
    pub epilogue: EpilogueTensors,
}

impl ConvTensors {
    /// A convolution of weights and nothing else.
    pub const fn new(weight: usize) -> Self {
        let weight = TensorId(weight);
        ConvTensors { weight, bias: None, norm: None, epilogue: EpilogueTensors::NONE }
    }

    /// With a bias.
    pub const fn bias(self, bias: usize) -> Self {
        ConvTensors { bias: Some(TensorId(bias)), ..self }
    }

    /// With a batch norm that is folded.
    pub const fn norm(self, norm: Norm) -> Self {
        ConvTensors { norm: Some(norm), ..self }
    }

    /// With an epilogue.
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
