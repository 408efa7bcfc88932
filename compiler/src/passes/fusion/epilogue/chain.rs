//! A chain: a convolution or a map, and what follows it number by number.

use espnet_abi::{
    kernel::{self, Residual, Stage},
    pack::{ConvTensors, EpilogueTensors},
};

use crate::ir::{BatchNorm, Conv2d, Graph, NodeId, Op, PRelu, execution::TensorIds};

/// A body of a convolution or a map and what follows it number by number.
pub(in crate::passes) struct Chain<'g> {
    /// The convolution that the chain begins with, if it does not begin with an operand.
    pub conv: Option<&'g Conv2d>,
    /// Groups of the channel shuffle before the convolution; 1 without one.
    pub shuffle: usize,
    /// The batch norm right behind the convolution, which is folded into it.
    pub norm: Option<&'g BatchNorm>,
    /// The operators that are stages of the epilogue.
    pub stages: Vec<&'g Op>,
    /// What the kernel does in each stage.
    kinds: Vec<Stage>,
    /// For each stage its operand, if it has one, as the index of the fused operator's operands.
    operands: Vec<Option<usize>>,
}

impl<'g> Chain<'g> {
    /// Of a body whose first operand the chain begins with.
    ///
    /// # Errors
    /// If the body is no chain.
    pub fn of(body: &'g Graph) -> Result<Self, String> {
        let inputs = body.input_nodes();
        let operand = |id: NodeId| inputs.iter().position(|&input| input == id);
        let shapes = body.shapes().map_err(|(name, error)| format!("{name}: {error}"))?;
        let (mut conv, mut shuffle, mut norm) = (None, 1, None);
        let (mut stages, mut kinds, mut operands) = (Vec::new(), Vec::new(), Vec::new());
        let mut value = *inputs.first().ok_or("has no operand")?;
        while !body.is_output(value) {
            let user = super::only_use(body, value)?;
            let (op, reads) = (body.op(user), body.inputs(user));
            let shape_of: Vec<_> = reads.iter().map(|id| shapes[id]).collect();
            match (op, op.shuffle_groups(), op.stage(&shape_of)) {
                (Op::Conv2d(found), ..) if conv.is_none() && stages.is_empty() => {
                    conv = Some(found)
                }
                (_, Some(groups), _) if conv.is_none() && stages.is_empty() => shuffle = groups,
                (Op::BatchNorm(found), ..)
                    if conv.is_some() && norm.is_none() && stages.is_empty() =>
                {
                    norm = Some(found);
                }
                (_, _, Some(kind)) => {
                    stages.push(op);
                    kinds.push(kind);
                    operands
                        .push(reads.iter().filter(|&&id| id != value).find_map(|&id| operand(id)));
                }
                _ => return Err(format!("{} is no stage of an epilogue", body.node(user).name)),
            }
            value = user;
        }
        if shuffle != 1 && conv.is_none() {
            return Err("has a channel shuffle but no convolution".into());
        }
        Ok(Chain { conv, shuffle, norm, stages, kinds, operands })
    }

    /// Whether a kernel can run the stages.
    pub fn is_possible(&self) -> bool {
        self.kernel_epilogue(Residual::InPlace).is_some()
    }

    /// The operand of the gate.
    pub fn gate(&self) -> Option<usize> {
        self.operand(|kind| matches!(kind, Stage::Gate))
    }

    /// The operand that is added.
    pub fn residual(&self) -> Option<usize> {
        self.operand(|kind| matches!(kind, Stage::Add(_)))
    }

    /// Whether the first stage is a sum.
    pub fn begins_with_sum(&self) -> bool {
        matches!(self.kinds[..], [Stage::Add(_), ..])
    }

    fn operand(&self, is_it: impl Fn(&Stage) -> bool) -> Option<usize> {
        self.operands[self.kinds.iter().position(is_it)?]
    }

    /// Whether the stages read operands.
    pub fn reads_operands(&self) -> bool {
        self.operands.iter().any(Option::is_some)
    }

    /// Whether sums begin with a bias.
    pub fn has_bias(&self) -> bool {
        self.norm.is_some() || self.conv.is_some_and(|conv| conv.bias.is_some())
    }

    /// The kernel's epilogue.
    pub fn epilogue(&self, residual: Residual) -> kernel::Epilogue {
        self.kernel_epilogue(residual).expect("the chain was checked")
    }

    fn kernel_epilogue(&self, residual: Residual) -> Option<kernel::Epilogue> {
        let bias = self.has_bias().then_some(Stage::Bias);
        let placed = self.kinds.iter().map(|&kind| match kind {
            Stage::Add(_) => Stage::Add(residual),
            kind => kind,
        });
        let stages: Vec<Stage> = bias.into_iter().chain(placed).collect();
        kernel::Epilogue::try_new(&stages)
    }

    /// The tensors of the stages.
    pub fn epilogue_tensors(&self, ids: &TensorIds<'_>) -> EpilogueTensors {
        let tensors = self.stages.iter().filter_map(|stage| stage.stage_tensors(ids));
        tensors.fold(EpilogueTensors::NONE, EpilogueTensors::then)
    }

    /// The tensors of the convolution, if there is one.
    pub fn conv_tensors(&self, ids: &TensorIds<'_>) -> Option<ConvTensors> {
        let conv = self.conv?;
        Some(ConvTensors {
            weight: ids.id(&conv.weight),
            bias: conv.bias.as_ref().map(|bias| ids.id(bias)),
            norm: self.norm.map(|norm| ids.norm(norm)),
            epilogue: self.epilogue_tensors(ids),
        })
    }

    /// The slopes, if a PReLU is the only stage.
    pub fn only_prelu(&self) -> Option<&'g PRelu> {
        match self.stages[..] {
            [Op::PRelu(prelu)] => Some(prelu),
            _ => None,
        }
    }
}
