//! Detections: the authors' outputs, and answers about frames.

mod answer;
mod ssd;
mod vectors;
