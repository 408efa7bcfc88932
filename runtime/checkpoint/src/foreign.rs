//! Describes a file that is not a checkpoint by its likely kind, so that the message tells its owner what is
//! wrong.

use alloc::format;
use alloc::string::{String, ToString};

use crate::zip::Archive;

/// The first bytes of files of a kind, and a description of the kind.
const SIGNATURES: [(&[u8], &str); 18] = [
    (b"version https://git-lfs", "a Git LFS pointer; fetch the file itself with `git lfs pull`"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file, such as a WebP image"),
    (
        b"\x89HDF",
        "an HDF5 file, as Keras writes it; checkpoints of Keras and TensorFlow are not read, since names and layouts differ",
    ),
    (b"\x93NUMPY", "a NumPy array"),
    (b"GGUF", "a GGUF file, with the quantised weights of a language model"),
    (b"ggml", "a GGML file, with the quantised weights of a language model"),
    (b"ggjt", "a GGML file, with the quantised weights of a language model"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
];

/// Signatures inside files of other kinds: the offset, the bytes, and a description of the kind.
const MARKS: [(usize, &[u8], &str); 2] = [
    (
        257,
        b"ustar",
        "a tar archive, as PyTorch wrote it before 0.1.10; unpack it, or load and save it with a newer PyTorch",
    ),
    (4, b"TFL3", "a TensorFlow Lite model; the state dict of the PyTorch model is needed"),
];

/// The last bytes of the index of a TensorFlow checkpoint.
const TENSORFLOW_INDEX: &[u8] = b"\x57\xfb\x80\x8b\x24\x75\x47\xdb";

/// The possible third bytes of an ONNX model: the tags of the fields that may follow the version of the
/// format.
const ONNX: [u8; 4] = [0x12, 0x1a, 0x22, 0x3a];

/// The number of bytes that are checked to recognise text.
const TEXT_SAMPLE: usize = 512;

/// Describes the likely kind of the file, as the end of a sentence.
pub(crate) fn looks_like(file: &[u8]) -> &'static str {
    if file.is_empty() {
        return "an empty file";
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| file.starts_with(signature)) {
        return kind;
    }
    let marked = |at: usize, mark: &[u8]| file.get(at..).is_some_and(|rest| rest.starts_with(mark));
    if let Some((_, _, kind)) = MARKS.iter().find(|(at, mark, _)| marked(*at, mark)) {
        return kind;
    }
    if file.ends_with(TENSORFLOW_INDEX) {
        return "the index of a TensorFlow checkpoint; the state dict of the PyTorch model is needed";
    }
    if let [0x08, version @ 1..=32, field, ..] = *file {
        if ONNX.contains(&field) && version >= 3 {
            return "an ONNX model; the state dict of the PyTorch model that it was exported from is needed";
        }
        if field == 0x12 {
            return "a TensorFlow SavedModel; the state dict of the PyTorch model is needed";
        }
    }
    let start = file.trim_ascii_start();
    let starts_with =
        |tag: &[u8]| start.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    if starts_with(b"<!doctype html") || starts_with(b"<html") {
        return "an HTML page; a download may have gone wrong";
    }
    if starts_with(b"{") {
        return "JSON text";
    }
    if starts_with(b"<") {
        return "XML text";
    }
    let sample = &file[..file.len().min(TEXT_SAMPLE)];
    if sample.iter().all(|&byte| (b' '..0x7f).contains(&byte) || byte.is_ascii_whitespace()) {
        return "text";
    }
    "a file of no known kind"
}

/// Describes a folder that is given instead of a file, and how to get a file that can be read.
#[cfg(feature = "std")]
pub(crate) fn folder(path: &std::path::Path) -> &'static str {
    let holds = |name: &str| path.join(name).exists();
    if holds(".metadata") {
        "a checkpoint of `torch.distributed.checkpoint`, a folder of parts; make one file of it: `python -m torch.distributed.checkpoint.format_utils dcp_to_torch FOLDER FILE`"
    } else if holds("saved_model.pb") {
        "a TensorFlow SavedModel; the state dict of the PyTorch model is needed"
    } else if holds("data.pkl") {
        "the unpacked archive of a checkpoint; give the archive"
    } else {
        "a folder; give the path of a file in it"
    }
}

/// Describes a zip archive that is not a `torch.save` file, and how to get a file that can be read.
pub(crate) fn archive(archive: &Archive<'_>) -> Option<String> {
    // PyTorch puts all entries into one folder, whose name varies.
    let inner = |name: &str| name.split_once('/').map_or(name, |(_, rest)| rest).to_string();
    let holds = |wanted: &str| archive.names().any(|name| name == wanted || inner(name) == wanted);
    let folder = |wanted: &str| {
        archive.names().any(|name| name.starts_with(wanted) || inner(name).starts_with(wanted))
    };
    let save = "`torch.save(model.state_dict(), \"weights.pth\")`";
    if folder("code/") && (holds("constants.pkl") || holds("data.pkl")) {
        return Some(format!(
            "a TorchScript archive (`torch.jit.save`), which holds a program beside the weights; save the state dict instead: load it with `torch.jit.load` and call {save}"
        ));
    }
    if holds("archive_format")
        || folder("models/") && holds("models/model.json")
        || holds("serialized_exported_program.json")
    {
        return Some(format!(
            "a torch.export archive (`torch.export.save`), which holds a program beside the weights; save the state dict of the model instead: {save}"
        ));
    }
    if holds("model.weights.h5") {
        return Some(
            "a Keras archive; checkpoints of Keras and TensorFlow are not read, since names and layouts differ"
                .to_string(),
        );
    }
    if archive.names().any(|name| name.ends_with(".npy")) {
        return Some(
            "an archive of NumPy arrays (`numpy.savez`); save the arrays as safetensors, or as tensors with `torch.save`"
                .to_string(),
        );
    }
    None
}
