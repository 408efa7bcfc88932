//! The traits that all compiled networks implement.

use alloc::boxed::Box;

use crate::{LengthError, image::Preprocessing};

/// A network that `espnet!` or `espnet_compiler::Builder` compiled.
///
/// Every network has the same methods on its own type, without the trait. The trait is for code that is
/// generic over networks, and for `forward_batch`.
///
/// # NaN and infinities
///
/// A network treats NaN and infinities as PyTorch does: an output is NaN or infinite where arithmetic
/// makes it so. PReLU and ReLU keep NaN. An infinity times a zero weight, or plus an infinity of the
/// opposite sign, is NaN. Every logit of a classifier depends on every pixel, so one such input value
/// makes most or all of its logits NaN.
///
/// Functions that read the output define the result as well. A mask, of `forward_mask` and of
/// [`class_mask`](crate::image::class_mask) alike, gives each pixel the class with the largest logit
/// that is not NaN, and class 0 if every logit is NaN or −∞. [`top_k`](crate::image::top_k) ranks NaN
/// last and gives every class the probability NaN. The bytes of pictures never become NaN or infinite.
pub trait Network: Sync {
    /// The spec's name.
    const NAME: &'static str;

    /// N, C, H, W of the input.
    const INPUT_SHAPE: [usize; 4];

    /// Names and shapes (N×C×H×W) of the outputs, in order. Outputs that are not feature maps have H = W
    /// = 1.
    const OUTPUTS: &'static [(&'static str, [usize; 4])];

    /// The names of the classes, beginning with class 0; empty if the spec has no labels.
    const LABELS: &'static [&'static str] = &[];

    /// N, H and W of the mask of a segmentation network: those of its first output, unless its spec states
    /// another size.
    const MASK_SHAPE: [usize; 3] = {
        let (_, [n, _, h, w]) = Self::OUTPUTS[0];
        [n, h, w]
    };

    /// The preprocessing that the network expects of pictures, as its spec states it.
    const PREPROCESSING: Preprocessing = Preprocessing::IMAGENET;

    /// The input map: the floats of N×C×H×W.
    type Input: Send + Sync;

    /// The output map: the floats of N×C×H×W, or several maps by name.
    type Output<'w>;

    /// The memory of one forward pass.
    type Workspace: Send;

    /// Allocates a workspace.
    fn workspace() -> Box<Self::Workspace>;

    /// Borrows a slice of floats as the network's input, without a copy.
    ///
    /// # Errors
    /// If the slice has more or fewer floats than the input.
    fn input(floats: &[f32]) -> Result<&Self::Input, LengthError>;

    /// Runs the network on a slice whose length is known only at run time.
    ///
    /// # Errors
    /// If the slice has more or fewer floats than the input; the error gives both numbers.
    fn try_forward<'w>(
        &self,
        input: &[f32],
        workspace: &'w mut Self::Workspace,
    ) -> Result<Self::Output<'w>, LengthError> {
        Ok(self.forward(Self::input(input)?, workspace))
    }

    /// Runs the network.
    fn forward<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
    ) -> Self::Output<'w>;

    /// Runs the network on several threads. The output is the same, bit for bit.
    fn forward_with_threads<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
        threads: &mut crate::Threads,
    ) -> Self::Output<'w>;

    /// Runs the network on every input, in parallel on the threads of rayon's current pool. Returns the
    /// results of `map`, in the order of the inputs; `map` receives the number of each input and its output.
    /// Every thread has one workspace.
    ///
    /// For many inputs this is faster than `forward_with_threads`, which is for the shortest time to a single
    /// output.
    #[cfg(feature = "rayon")]
    fn forward_batch<R: Send>(
        &self,
        inputs: &[Self::Input],
        map: impl Fn(usize, Self::Output<'_>) -> R + Sync,
    ) -> alloc::vec::Vec<R> {
        batch::<Self, R>(inputs, |index, input, workspace| {
            map(index, self.forward(input, workspace))
        })
    }
}

/// A network that can compute the class of every pixel instead of its output. Its output is a map of at most
/// 256 classes, enlarged by a resize.
pub trait MaskNetwork: Network {
    /// The classes of the N×H×W pixels, a byte each.
    type Mask;

    /// Runs the network; see `forward_mask` of the network's own type.
    fn forward_mask<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
    ) -> &'w Self::Mask;

    /// Runs the network on several threads; the mask is the same.
    fn forward_mask_with_threads<'w>(
        &self,
        input: &Self::Input,
        workspace: &'w mut Self::Workspace,
        threads: &mut crate::Threads,
    ) -> &'w Self::Mask;

    /// As [`Network::forward_batch`], with masks instead of outputs.
    #[cfg(feature = "rayon")]
    fn forward_mask_batch<R: Send>(
        &self,
        inputs: &[Self::Input],
        map: impl Fn(usize, &Self::Mask) -> R + Sync,
    ) -> alloc::vec::Vec<R> {
        batch::<Self, R>(inputs, |index, input, workspace| {
            map(index, self.forward_mask(input, workspace))
        })
    }
}

/// Calls `run` with the number of every input, the input, and the thread's workspace, and returns the results
/// in order.
#[cfg(feature = "rayon")]
fn batch<N: Network + ?Sized, R: Send>(
    inputs: &[N::Input],
    run: impl Fn(usize, &N::Input, &mut N::Workspace) -> R + Sync,
) -> alloc::vec::Vec<R> {
    use std::sync::{Mutex, PoisonError};

    use rayon::prelude::*;

    let workspaces: alloc::vec::Vec<Mutex<Option<Box<N::Workspace>>>> =
        (0..rayon::current_num_threads()).map(|_| Mutex::new(None)).collect();
    let one = |(index, input)| {
        // Rayon calls this only on its own threads.
        let thread = rayon::current_thread_index().unwrap_or(0);
        // The lock is never contended: a thread works on one input at a time.
        let mut slot = workspaces[thread].lock().unwrap_or_else(PoisonError::into_inner);
        run(index, input, slot.get_or_insert_with(N::workspace))
    };
    inputs.par_iter().enumerate().map(one).collect()
}
