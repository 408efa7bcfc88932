//! Frames of cameras into inputs of networks: against the plain way through pictures, against OpenCV's
//! and Pillow's bytes, and what is refused.

mod opencv;
mod pictures;
mod plain;
mod refused;
mod vectors;
