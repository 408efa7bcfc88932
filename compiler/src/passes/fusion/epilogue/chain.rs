//! Recognises chains: bodies that are a convolution of either kind, or an operand, followed by the stages of
//! an epilogue.

use espnet_abi::{
    kernel::{self, Residual, Stage},
    pack::{ConvTensors, EpilogueTensors},
};

use crate::ir::{
    BatchNorm, Conv2d, ConvTranspose2d, Graph, NodeId, Op, PRelu, execution::TensorIds,
};

/// A body that is a convolution, a transposed convolution, or an operand, followed by the stages of an
/// epilogue.
pub(in crate::passes) struct Chain<'g> {
    /// The convolution that the chain begins with, if it does not begin with an operand.
    pub conv: Option<&'g Conv2d>,
    /// The transposed convolution that the chain begins with, if it begins with one.
    pub transposed: Option<&'g ConvTranspose2d>,
    /// The number of groups of the channel shuffle before the convolution; 1 without a shuffle.
    pub shuffle: usize,
    /// The batch norm directly after the convolution, which is folded into it.
    pub norm: Option<&'g BatchNorm>,
    /// The operators that are stages of the epilogue.
    pub stages: Vec<&'g Op>,
    /// The kernel's stage for each of these operators.
    kinds: Vec<Stage>,
    /// The operand that each stage reads, if there is one, as an index of the fused operator's operands.
    operands: Vec<Option<usize>>,
}

impl<'g> Chain<'g> {
    /// Recognises the chain in a body. It begins with the body's first operand.
    ///
    /// # Errors
    /// If the body is not a chain; the error says why.
    pub fn of(body: &'g Graph) -> Result<Self, String> {
        let inputs = body.input_nodes();
        let operand = |id: NodeId| inputs.iter().position(|&input| input == id);
        let shapes = body.shapes().map_err(|(name, error)| format!("{name}: {error}"))?;
        let (mut conv, mut transposed, mut shuffle, mut norm) = (None, None, 1, None);
        let (mut stages, mut kinds, mut operands) = (Vec::new(), Vec::new(), Vec::new());
        let mut value = *inputs.first().ok_or("has no operand")?;
        while !body.is_output(value) {
            let user = super::only_use(body, value)?;
            let (op, reads) = (body.op(user), body.inputs(user));
            let shape_of: Vec<_> = reads.iter().map(|id| shapes[id]).collect();
            let convolves = conv.is_some() || transposed.is_some();
            match (op, op.shuffle_groups(), op.stage(&shape_of)) {
                (Op::Conv2d(convolution), ..) if !convolves && stages.is_empty() => {
                    conv = Some(convolution)
                }
                (Op::ConvTranspose2d(convolution), ..) if !convolves && stages.is_empty() => {
                    transposed = Some(convolution)
                }
                (_, Some(groups), _) if !convolves && stages.is_empty() => shuffle = groups,
                (Op::BatchNorm(batch_norm), ..)
                    if convolves && norm.is_none() && stages.is_empty() =>
                {
                    norm = Some(batch_norm);
                }
                (_, _, Some(Stage::Gate)) if reads[0] != value => {
                    return Err(format!("{} multiplies by the value", body.node(user).name));
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
        Ok(Chain { conv, transposed, shuffle, norm, stages, kinds, operands })
    }

    /// Returns the chain of the fused convolution at `id`, if the node is one.
    pub fn at(graph: &'g Graph, id: NodeId) -> Option<Self> {
        Self::of(&super::fused(graph, id, super::CONV)?.body).ok()
    }

    /// Whether kernels support the stages in this order.
    pub fn is_possible(&self) -> bool {
        self.kernel_epilogue(Residual::InPlace).is_some()
    }

    /// Whether the chain begins with a convolution of either kind.
    pub fn convolves(&self) -> bool {
        self.conv.is_some() || self.transposed.is_some()
    }

    /// Returns the index of the operand that is the gate, if there is one.
    pub fn gate(&self) -> Option<usize> {
        self.operand(|kind| matches!(kind, Stage::Gate))
    }

    /// Returns the index of the operand that is the residual, if there is one.
    pub fn residual(&self) -> Option<usize> {
        self.operand(|kind| matches!(kind, Stage::Add(_)))
    }

    /// Whether the first stage is a sum.
    pub fn begins_with_sum(&self) -> bool {
        matches!(self.kinds[..], [Stage::Add(_), ..])
    }

    /// Returns the operand of the first stage that satisfies a condition.
    fn operand(&self, condition: impl Fn(&Stage) -> bool) -> Option<usize> {
        self.operands[self.kinds.iter().position(condition)?]
    }

    /// Whether any stage reads an operand.
    pub fn reads_operands(&self) -> bool {
        self.operands.iter().any(Option::is_some)
    }

    /// Whether the sums begin with a bias: that of the convolution, or the shift of the folded batch norm.
    pub fn has_bias(&self) -> bool {
        self.norm.is_some() || self.conv_params().is_some_and(|(_, bias)| bias.is_some())
    }

    /// Returns the epilogue of the kernel.
    pub fn epilogue(&self, residual: Residual) -> kernel::Epilogue {
        self.kernel_epilogue(residual).expect("the chain was checked")
    }

    fn kernel_epilogue(&self, residual: Residual) -> Option<kernel::Epilogue> {
        let bias = self.has_bias().then_some(Stage::Bias);
        let stages = self.kinds.iter().map(|&kind| match kind {
            Stage::Add(_) => Stage::Add(residual),
            kind => kind,
        });
        let stages: Vec<Stage> = bias.into_iter().chain(stages).collect();
        kernel::Epilogue::try_new(&stages)
    }

    /// Returns the tensors of the stages.
    pub fn epilogue_tensors(&self, ids: &TensorIds<'_>) -> EpilogueTensors {
        let tensors = self.stages.iter().filter_map(|stage| stage.stage_tensors(ids));
        tensors.fold(EpilogueTensors::NONE, EpilogueTensors::then)
    }

    /// Returns the names of the weights and of the bias of the convolution, if there is one of either kind.
    fn conv_params(&self) -> Option<(&'g str, Option<&'g str>)> {
        match (self.conv, self.transposed) {
            (Some(conv), _) => Some((&conv.weight, conv.bias.as_deref())),
            (None, Some(conv)) => Some((&conv.weight, conv.bias.as_deref())),
            (None, None) => None,
        }
    }

    /// Returns the tensors of the convolution, if there is one of either kind.
    pub fn conv_tensors(&self, ids: &TensorIds<'_>) -> Option<ConvTensors> {
        let (weight, bias) = self.conv_params()?;
        Some(ConvTensors {
            weight: ids.id(weight),
            bias: bias.map(|bias| ids.id(bias)),
            norm: self.norm.map(|norm| ids.norm(norm)),
            epilogue: self.epilogue_tensors(ids),
        })
    }

    /// Returns the PReLU if it is the only stage.
    pub fn only_prelu(&self) -> Option<&'g PRelu> {
        match self.stages[..] {
            [Op::PRelu(prelu)] => Some(prelu),
            _ => None,
        }
    }
}
