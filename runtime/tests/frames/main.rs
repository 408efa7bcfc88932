//! Conversion of camera frames to a network's input, compared with a slow version that makes a picture at
//! every step and with bytes of OpenCV and Pillow; and frames that are refused.

mod opencv;
mod pictures;
mod plain;
mod refused;
mod vectors;
