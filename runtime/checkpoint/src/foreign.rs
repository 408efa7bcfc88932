//! Saying what a file that is no checkpoint looks like, so that its owner sees what went wrong.

/// Bytes that files of a kind start with, and the kind.
const SIGNATURES: [(&[u8], &str); 16] = [
    (b"version https://git-lfs", "a Git LFS pointer; fetch the file itself with `git lfs pull`"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "a RIFF file, such as a WebP image"),
    (b"\x89HDF", "an HDF5 file, as Keras writes it"),
    (b"\x93NUMPY", "a NumPy array"),
    (b"GGUF", "a GGUF file"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"BZh", "a bzip2 archive; unpack it first"),
    (b"\xfd7zXZ", "an xz archive; unpack it first"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive; unpack it first"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it first"),
    (b"%PDF", "a PDF document"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
];

/// Where the mark of a tar archive lies, and the mark.
const TAR: (usize, &[u8]) = (257, b"ustar");

/// How much of a file is looked at to call it text.
const TEXT_SAMPLE: usize = 512;

/// What the bytes look like, as the end of a sentence.
pub(crate) fn looks_like(file: &[u8]) -> &'static str {
    if file.is_empty() {
        return "an empty file";
    }
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| file.starts_with(signature)) {
        return kind;
    }
    if file.get(TAR.0..).is_some_and(|rest| rest.starts_with(TAR.1)) {
        return "a tar archive, as PyTorch wrote it before 0.1.10; unpack it, or load and save it with a newer PyTorch";
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
