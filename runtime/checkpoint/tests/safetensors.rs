//! Reading and writing safetensors files, compared with the format's own crate.

use std::collections::HashMap;

use espnet_checkpoint::{
    Checkpoint, CheckpointError, Dtype, ErrorKind, Format, Tensor, write_safetensors,
};
use safetensors::SafeTensors;
use safetensors::tensor::{Dtype as ReferenceDtype, TensorView};

/// A file with this header and the data after it.
fn file(header: &str, data: &[u8]) -> Vec<u8> {
    let mut file = (header.len() as u64).to_le_bytes().to_vec();
    file.extend_from_slice(header.as_bytes());
    file.extend_from_slice(data);
    file
}

fn fails(header: &str, data: &[u8]) -> CheckpointError {
    let error = Checkpoint::from_bytes(&file(header, data)).unwrap_err();
    assert_eq!(error.format(), Some(Format::Safetensors), "{error}");
    assert_eq!(error.kind(), ErrorKind::Malformed, "{error}");
    error
}

#[test]
fn reads_every_element_type_as_the_reference_writes_it() {
    let signed: Vec<(&str, ReferenceDtype, Dtype, Vec<u8>)> = vec![
        ("f16", ReferenceDtype::F16, Dtype::F16, vec![0, 0x3c, 0, 0xc0]),
        ("bf16", ReferenceDtype::BF16, Dtype::Bf16, vec![0x80, 0x3f, 0, 0xc0]),
        (
            "f32",
            ReferenceDtype::F32,
            Dtype::F32,
            [1f32, -2.0].iter().flat_map(|v| v.to_le_bytes()).collect(),
        ),
        (
            "f64",
            ReferenceDtype::F64,
            Dtype::F64,
            [1f64, -2.0].iter().flat_map(|v| v.to_le_bytes()).collect(),
        ),
        ("i8", ReferenceDtype::I8, Dtype::I8, vec![1, 0xfe]),
        (
            "i16",
            ReferenceDtype::I16,
            Dtype::I16,
            [1i16, -2].iter().flat_map(|v| v.to_le_bytes()).collect(),
        ),
        (
            "i32",
            ReferenceDtype::I32,
            Dtype::I32,
            [1i32, -2].iter().flat_map(|v| v.to_le_bytes()).collect(),
        ),
        (
            "i64",
            ReferenceDtype::I64,
            Dtype::I64,
            [1i64, -2].iter().flat_map(|v| v.to_le_bytes()).collect(),
        ),
    ];
    let unsigned: Vec<(&str, ReferenceDtype, Dtype, Vec<u8>)> = vec![
        ("bool", ReferenceDtype::BOOL, Dtype::Bool, vec![1, 0]),
        ("u8", ReferenceDtype::U8, Dtype::U8, vec![1, 0]),
        ("u16", ReferenceDtype::U16, Dtype::U16, vec![1, 0, 0, 0]),
        ("u32", ReferenceDtype::U32, Dtype::U32, vec![1, 0, 0, 0, 0, 0, 0, 0]),
        (
            "u64",
            ReferenceDtype::U64,
            Dtype::U64,
            [1u64, 0].iter().flat_map(|v| v.to_le_bytes()).collect(),
        ),
    ];
    let views = signed.iter().chain(&unsigned).map(|(name, dtype, _, bytes)| {
        (name.to_string(), TensorView::new(*dtype, vec![2, 1], bytes).unwrap())
    });
    let metadata = HashMap::from([("format".to_string(), "pt \"\\\n".to_string())]);
    let bytes = safetensors::serialize(views, Some(metadata)).unwrap();
    let checkpoint = Checkpoint::from_bytes(&bytes).unwrap();
    for (rows, second) in [(&signed, -2), (&unsigned, 0)] {
        for (name, _, dtype, _) in rows {
            if dtype.is_float() {
                let tensor = checkpoint.get(name).unwrap();
                assert_eq!(
                    (tensor.shape(), tensor.dtype(), tensor.data()),
                    (&[2, 1][..], *dtype, &[1.0, -2.0][..])
                );
            } else {
                let tensor = checkpoint.integer(name).unwrap();
                assert_eq!(
                    (tensor.shape(), tensor.dtype(), tensor.data()),
                    (&[2, 1][..], *dtype, &[1, second][..])
                );
            }
        }
    }
    assert_eq!(checkpoint.iter().len() + checkpoint.integers().len(), 13);

    // When they are written again, the integers have the same bytes.
    let again = checkpoint.to_safetensors().unwrap();
    let again = SafeTensors::deserialize(&again).unwrap();
    for (name, dtype, kind, bytes) in signed.iter().chain(&unsigned) {
        let view = again.tensor(name).unwrap();
        if kind.is_float() {
            assert_eq!(view.dtype(), ReferenceDtype::F32);
        } else {
            assert_eq!((view.dtype(), view.data()), (*dtype, bytes.as_slice()), "{name}");
        }
    }
}

#[test]
fn writes_what_the_reference_reads() {
    let scalar = Tensor::new(vec![], vec![-0.0]).unwrap();
    let empty = Tensor::new(vec![0, 7], vec![]).unwrap();
    let matrix =
        Tensor::new(vec![2, 3], vec![1.0, f32::INFINITY, 3.0, f32::MIN_POSITIVE, 5.0, 6.0])
            .unwrap();
    let tensors = [("z \"quoted\" \\ \n é", &scalar), ("empty", &empty), ("a.weight", &matrix)];
    let bytes = write_safetensors(tensors).unwrap();
    let reference = SafeTensors::deserialize(&bytes).unwrap();
    assert_eq!(reference.len(), 3);
    for (name, tensor) in tensors {
        let view = reference.tensor(name).unwrap();
        let data: Vec<u8> = tensor.data().iter().flat_map(|v| v.to_le_bytes()).collect();
        assert_eq!(
            (view.dtype(), view.shape(), view.data()),
            (ReferenceDtype::F32, tensor.shape(), data.as_slice())
        );
    }
    let checkpoint = Checkpoint::from_bytes(&bytes).unwrap();
    for (name, tensor) in tensors {
        assert_eq!(checkpoint.get(name), Some(tensor));
    }
    assert_eq!(checkpoint.get(tensors[0].0).unwrap().data()[0].to_bits(), 0x8000_0000);

    let mut reversed = tensors;
    reversed.reverse();
    assert_eq!(write_safetensors(reversed).unwrap(), bytes, "the order of tensors must not matter");
    let header = u64::from_le_bytes(bytes[..8].try_into().unwrap());
    assert_eq!(header % 8, 0, "the data must be aligned");
}

#[test]
fn a_file_without_tensors_is_read_and_written() {
    let bytes = write_safetensors([]).unwrap();
    assert_eq!(SafeTensors::deserialize(&bytes).unwrap().len(), 0);
    assert_eq!(Checkpoint::from_bytes(&bytes).unwrap().iter().len(), 0);
}

#[test]
fn tensors_that_cannot_be_written_are_told() {
    let scalar = Tensor::new(vec![], vec![1.0]).unwrap();
    let long = "n".repeat(513);
    let error = write_safetensors([
        ("twice", &scalar),
        ("__metadata__", &scalar),
        ("twice", &scalar),
        (long.as_str(), &scalar),
    ])
    .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidTensor);
    let message = error.to_string();
    for part in ["two tensors have the name `twice`", "`__metadata__`", "longer than 512 bytes"] {
        assert!(message.contains(part), "{message}");
    }
    assert!(Tensor::new(vec![usize::MAX, 2], vec![0.0]).is_err());
    assert!(Tensor::new(vec![usize::MAX, 2, 0], vec![]).is_ok());
}

#[test]
fn the_data_parallel_prefix_goes_here_too() {
    let scalar = Tensor::new(vec![], vec![1.0]).unwrap();
    let bytes = write_safetensors([("module.a", &scalar), ("module.b", &scalar)]).unwrap();
    let names: Vec<String> =
        Checkpoint::from_bytes(&bytes).unwrap().iter().map(|(name, _)| name.into()).collect();
    assert_eq!(names, ["a", "b"]);
}

#[test]
fn wrong_headers_are_told_with_their_place() {
    let cases: [(&str, &[u8], &str); 19] = [
        ("{", b"", "'\"' is expected in the JSON, but it ends (at byte 9)"),
        ("{}x", b"", "the end is expected in the JSON, not 'x' (at byte 10)"),
        ("{\"a\":1}", b"", "'{' is expected in the JSON, not '1' (at byte 13)"),
        (
            "{\"a\":{}}",
            b"",
            "tensor `a` needs a `dtype`, a `shape` and two `data_offsets` (at byte 13)",
        ),
        (r#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0]}}"#, b"1234", "needs a `dtype`"),
        (
            r#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4,8]}}"#,
            b"1234",
            "more than the 2 numbers",
        ),
        (r#"{"a":{"dtype":"F32","shape":[],"data_offsets":[0,4],"x":1}}"#, b"1234", "but not `x`"),
        (
            r#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#,
            b"1234",
            "a natural number is expected",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#,
            b"1234",
            "shape [2] of F32 does not take the 4 bytes",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#,
            b"1234",
            "leave the 4 bytes of data",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#,
            b"1234",
            "is the file truncated?",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#,
            b"12345",
            "the tensors end at byte 4 of the data, but the file has 5",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[1,5]}}"#,
            b"12345",
            "should start at byte 0 of the data",
        ),
        (
            r#"{"a":{"dtype":"F8_E4M3","shape":[4],"data_offsets":[0,4]}}"#,
            b"1234",
            "element type `F8_E4M3` is not supported",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,4]}}"#,
            b"1234",
            "does not take the 4 bytes",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#,
            b"1234",
            "beyond what this machine can address",
        ),
        (
            r#"{"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}"#,
            b"",
            "two tensors of the name `a`",
        ),
        (r#"{"__metadata__":{"a":{}}}"#, b"", "'\"' is expected"),
        (
            "{\"\u{1}\":1}",
            b"",
            "a control character in a string of the JSON should be escaped (at byte 10)",
        ),
    ];
    for (header, data, expected) in cases {
        let message = fails(header, data).to_string();
        assert!(message.contains(expected), "{header}\n{message}\n{expected}");
    }
}

#[test]
fn all_problems_come_at_once() {
    let header = r#"{"a":{"dtype":"F8","shape":[4],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[3],"data_offsets":[4,8]}}"#;
    let message = fails(header, b"12345678").to_string();
    assert!(message.contains("tensor `a`") && message.contains("tensor `b`"), "{message}");
}
