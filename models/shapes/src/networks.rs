//! The trained networks, compiled with their weights embedded, and their answers about a picture.

use espnet::{
    IsaError, Network,
    image::{
        Answer, Detections, Fit, ImageError, Mask, Normalization, Placement, Predict, Prediction,
        Rgb8, to_input, top_k,
    },
};

use crate::class::Class;

espnet::espnet! {
    /// A class for every pixel.
    pub struct Segmentation;
    spec = "segmentation.json";
    weights = "segmentation.safetensors";
}

espnet::espnet! {
    /// A class for the whole picture: the class of its largest object.
    pub struct Classification;
    spec = "classification.json";
    weights = "classification.safetensors";
}

espnet::espnet! {
    /// A box and a class for every object.
    pub struct Detection;
    spec = "detection.json";
    weights = "detection.safetensors";
}

/// All three networks, with the memory that they run in.
#[derive(Debug)]
pub struct Observer {
    segmentation: Segmentation,
    map: Box<<Segmentation as Network>::Workspace>,
    classification: Classification,
    features: Box<<Classification as Network>::Workspace>,
    detection: Detection,
    pyramid: Box<<Detection as Network>::Workspace>,
    objects: Detections,
}

impl Observer {
    /// Creates the networks with their memory.
    ///
    /// # Errors
    ///
    /// If `ESPNET_ISA` names an instruction set that does not exist or that this processor lacks.
    pub fn new() -> Result<Self, IsaError> {
        Ok(Observer {
            segmentation: Segmentation::try_new()?,
            map: Segmentation::workspace(),
            classification: Classification::try_new()?,
            features: Classification::workspace(),
            detection: Detection::try_new()?,
            pyramid: Detection::workspace(),
            objects: Detections::of::<Detection>(),
        })
    }

    /// Returns the index of every pixel's [`Class`], at the size of the network's input.
    ///
    /// # Errors
    ///
    /// If the picture cannot be resized.
    pub fn segment(&mut self, picture: &Rgb8) -> Result<Mask, ImageError> {
        let [_, channels, height, width] = Segmentation::INPUT_SHAPE;
        let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
        let input = input.as_array().expect("the input has the network's shape");
        let mask = self.segmentation.forward_mask(input, &mut self.map);
        Mask::new(width, height, mask.to_vec())
    }

    /// Returns all classes that the picture's largest object may have, the likeliest first.
    ///
    /// # Errors
    ///
    /// If the picture cannot be resized.
    pub fn classify(&mut self, picture: &Rgb8) -> Result<Vec<Prediction>, ImageError> {
        let [_, channels, height, width] = Classification::INPUT_SHAPE;
        let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
        let input = input.as_array().expect("the input has the network's shape");
        let logits = self.classification.forward(input, &mut self.features);
        Ok(top_k(logits, Class::ALL.len()))
    }
    /// Returns the objects, with boxes in the picture's pixels.
    ///
    /// # Errors
    ///
    /// If the picture cannot be resized.
    pub fn detect(&mut self, picture: &Rgb8) -> Result<&Detections, ImageError> {
        let [_, channels, height, width] = Detection::INPUT_SHAPE;
        let input = to_input(picture, channels, height, width, &Normalization::IMAGENET)?;
        let input = input.as_array().expect("the input has the network's shape");
        let size = (picture.width(), picture.height());
        self.objects.place(Placement::new(size, (width, height), Fit::Stretch)?);
        self.detection.answer(input, &mut self.pyramid, None, &mut self.objects);
        Ok(&self.objects)
    }
}
