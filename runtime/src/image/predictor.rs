//! From frames to answers with class names, in memory that is allocated once.

use super::{Classification, Detections, Frame, ImageError, Placement, Preprocess};
use crate::{
    Network, Threads,
    detection::{DetectionError, PostProcessing},
};

/// A network whose outputs can be described as a classification, a segmentation or detections. Generated code
/// implements this trait for these networks.
pub trait Predict: Network {
    /// The type of the answer: [`Classification`], [`Segmentation`](super::Segmentation) or [`Detections`].
    type Answer: Answer;

    /// Runs the network, on several threads if `threads` is given, and writes the result to `answer`,
    /// whose [`place`](Answer::place) has already been called. Allocates nothing after the first call.
    fn answer(
        &self,
        input: &Self::Input,
        workspace: &mut Self::Workspace,
        threads: Option<&mut Threads>,
        answer: &mut Self::Answer,
    );

    /// Answers for one picture or frame. For several, use a [`Predictor`], which reuses its memory.
    ///
    /// # Errors
    ///
    /// If the frame's bytes are too few for it, or if the network takes no pictures: it has other than 1
    /// or 3 input channels, or a batch size above 1.
    fn predict<'f>(&self, frame: impl Into<Frame<'f>>) -> Result<Self::Answer, ImageError>
    where
        Self: Sized,
    {
        let mut predictor = Predictor::new(self);
        predictor.predict(frame)?;
        Ok(predictor.answer)
    }
}

/// The type of a network's answer, which a [`Predictor`] creates once and then overwrites.
pub trait Answer: Sized {
    /// Creates an answer with enough memory for the outputs of the network `N`.
    fn of<N: Network>() -> Self;

    /// Stores the position of the next frame in the network's input.
    fn place(&mut self, placement: Placement);
}

/// A network with the memory for all steps from a frame to an answer.
///
/// Nothing is allocated after the first frame of a given size and format.
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
    /// Allocates the memory for a network that runs on one thread.
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

    /// Runs the network on several threads from now on; the answers are the same, bit for bit.
    #[must_use]
    pub fn with_threads(mut self, threads: Threads) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Answers for a frame or picture; the answer is overwritten by the next call.
    ///
    /// # Errors
    ///
    /// The errors of [`Predict::predict`].
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

    /// Returns the network's input for the last frame, N×C×H×W; zeros before the first frame.
    #[must_use]
    pub fn input(&self) -> &[f32] {
        &self.input
    }
}

impl<N: Predict<Answer = Detections>> Predictor<'_, N> {
    /// Sets the settings of post-processing, in place of those of the network's spec.
    ///
    /// # Errors
    /// If a threshold is no number from 0 to 1, or if `top_k` is 0.
    pub fn with_post_processing(
        mut self,
        settings: PostProcessing,
    ) -> Result<Self, DetectionError> {
        settings.check()?;
        self.answer.post_process(settings);
        Ok(self)
    }
}

impl<N: Predict<Answer = Classification>> Predictor<'_, N> {
    /// Sets the number of classes in each answer; the default is five.
    #[must_use]
    pub fn with_best(mut self, classes: usize) -> Self {
        self.answer.want(classes);
        self
    }
}
