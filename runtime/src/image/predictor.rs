//! From a frame to a named answer, again and again in the same memory.

use super::{Classification, Frame, ImageError, Placement, Preprocess};
use crate::{Network, Threads};

/// A network that answers something about a picture. Generated code implements it for classifiers and
/// segmentation networks.
pub trait Predict: Network {
    /// The answer: [`Classification`] or [`Segmentation`](super::Segmentation).
    type Answer: Answer;

    /// Runs the network, on several threads if there are some, and writes what its output says into
    /// `answer`, which knows the frame's place already. Allocates nothing after the first time.
    fn answer(
        &self,
        input: &Self::Input,
        workspace: &mut Self::Workspace,
        threads: Option<&mut Threads>,
        answer: &mut Self::Answer,
    );

    /// The answer for one picture or frame. For many, a [`Predictor`] keeps the memory.
    ///
    /// # Errors
    ///
    /// A frame that its bytes cannot hold, or a network that takes no pictures: other than 1 or 3
    /// channels, or several at a time.
    fn predict<'f>(&self, frame: impl Into<Frame<'f>>) -> Result<Self::Answer, ImageError>
    where
        Self: Sized,
    {
        let mut predictor = Predictor::new(self);
        predictor.predict(frame)?;
        Ok(predictor.answer)
    }
}

/// What a [`Predictor`] has a network write its answers into.
pub trait Answer: Sized {
    /// An answer with room for what the network says.
    fn of<N: Network>() -> Self;

    /// Takes the place of the next frame in the network's input.
    fn place(&mut self, placement: Placement);
}

/// A network with all the memory that frames of a camera take on their way to an answer.
///
/// Nothing is allocated after the first frame of a size and format.
///
/// ```no_run
/// # use espnet::image::{Frame, ImageError, Predict, Predictor};
/// fn watch<'a, N: Predict>(
///     network: &N,
///     frames: impl Iterator<Item = Frame<'a>>,
/// ) -> Result<(), ImageError>
/// where
///     N::Answer: std::fmt::Display,
/// {
///     let mut predictor = Predictor::new(network);
///     for frame in frames {
///         println!("{}", predictor.predict(frame)?);
///     }
///     Ok(())
/// }
/// ```
pub struct Predictor<'n, N: Predict> {
    network: &'n N,
    workspace: Box<N::Workspace>,
    input: Box<[f32]>,
    preprocess: Option<Preprocess>,
    threads: Option<Threads>,
    answer: N::Answer,
}

impl<'n, N: Predict> Predictor<'n, N> {
    /// Memory for a network's answers, on one thread.
    #[must_use]
    pub fn new(network: &'n N) -> Self {
        Self {
            network,
            workspace: N::workspace(),
            input: vec![0.0; N::INPUT_SHAPE.iter().product()].into(),
            preprocess: None,
            threads: None,
            answer: N::Answer::of::<N>(),
        }
    }

    /// The same on several threads, with the same answers.
    #[must_use]
    pub fn with_threads(mut self, threads: Threads) -> Self {
        self.threads = Some(threads);
        self
    }

    /// The answer for a frame or picture; it stays until the next.
    ///
    /// # Errors
    ///
    /// Those of [`Predict::predict`].
    pub fn predict<'f>(&mut self, frame: impl Into<Frame<'f>>) -> Result<&N::Answer, ImageError> {
        let frame = frame.into();
        let preprocess = match &mut self.preprocess {
            Some(preprocess) if preprocess.takes(&frame) => preprocess,
            other => {
                frame.check()?;
                let Frame { width, height, format, .. } = frame;
                let preprocessing = &N::PREPROCESSING;
                other.insert(Preprocess::new(preprocessing, N::INPUT_SHAPE, width, height, format)?)
            }
        };
        preprocess.run(&frame, &mut self.input)?;
        self.answer.place(preprocess.placement());
        let input = N::input(&self.input).unwrap_or_else(|error| {
            unreachable!("the constants of a network agree with its input: {error}")
        });
        self.network.answer(input, &mut self.workspace, self.threads.as_mut(), &mut self.answer);
        Ok(&self.answer)
    }

    /// What the last frame became, N×C×H×W; zeros before the first.
    #[must_use]
    pub fn input(&self) -> &[f32] {
        &self.input
    }
}

impl<N: Predict<Answer = Classification>> Predictor<'_, N> {
    /// The same with the best `classes` in each answer; without it there are five.
    #[must_use]
    pub fn with_best(mut self, classes: usize) -> Self {
        self.answer.want(classes);
        self
    }
}
