//! Writes small valid inputs of every fuzz target, as the beginning of a corpus: `cargo run -p
//! espnet-fuzz --example seeds -- FOLDER` makes `FOLDER/spec/`, `FOLDER/image/` and so on.

use std::{env, error::Error, fs, io::Cursor, path::Path};

use common::{CONTAINERS, Container, Pickler, StorageId, f32_bytes};
use espnet_checkpoint::{Tensor, write_safetensors};
use espnet_fuzz::choices;
use image::{DynamicImage, ImageEncoder as _, ImageError, ImageFormat};
use tiff::encoder::{Compression, DeflateLevel, TiffEncoder, TiffValue, colortype};

#[path = "../../../runtime/checkpoint/tests/common/mod.rs"]
mod common;

type Seeds = Vec<Vec<u8>>;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = env::args_os().nth(1).ok_or("give the folder that the seeds go to")?;
    let pytorch = |wanted: fn(Container) -> bool| -> Seeds {
        CONTAINERS.into_iter().filter(|container| wanted(*container)).flat_map(pytorch).collect()
    };
    let seeds = [
        ("spec", specs()?),
        ("network", (0..8).map(choices).collect()),
        ("detection", (0..8).map(choices).collect()),
        ("invocation", invocations()),
        ("pytorch_zip", pytorch(|container| container != Container::Legacy)),
        ("pytorch_legacy", pytorch(|container| container == Container::Legacy)),
        ("safetensors", safetensors()?),
        ("shard_index", shard_indices()),
        ("packed", packed()?),
        ("image", images()?),
        ("webp", encoded(&[ImageFormat::WebP])?),
        ("bmp", encoded(&[ImageFormat::Bmp])?),
        ("pnm", encoded(&[ImageFormat::Pnm])?),
        ("gif", gifs()?),
        ("tiff", tiffs()?),
        ("orientation", oriented()?),
        ("frame", frames()),
    ];
    for (target, seeds) in seeds {
        let folder = Path::new(&folder).join(target);
        fs::create_dir_all(&folder)?;
        for (i, seed) in seeds.iter().enumerate() {
            fs::write(folder.join(format!("seed-{i:02}")), seed)?;
        }
    }
    Ok(())
}

/// The project's specs, the large ones at small sizes, and one with a block of every other kind.
fn specs() -> Result<Seeds, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let read = |path: &str| fs::read_to_string(root.join(path));
    let mut seeds = vec![
        read("tests/specs/tiny.json")?,
        read("tests/specs/odd.json")?,
        read("tests/specs/custom.json")?,
    ];
    let classifier = read("models/espnetv2.json")?;
    let segmentation = read("models/espnetv2_seg.json")?;
    for (overrides, spec) in [
        ("width_multiplier=0.5 height=32 width=48 classes=7", &classifier),
        ("width_multiplier=0.1 dilation=paper height=64 width=64", &classifier),
        ("branches=3 channels=1 height=45 width=67", &classifier),
        ("width_multiplier=0.25 height=32 width=48 classes=4", &segmentation),
    ] {
        seeds.push(format!("{overrides}\n{spec}"));
    }
    seeds.push(KINDS.into());
    Ok(seeds.into_iter().map(String::into_bytes).collect())
}

/// A spec with the kinds of blocks and widths that the others lack.
const KINDS: &str = r#"{
  "name": "kinds",
  "input": { "channels": 2, "height": 12, "width": 10 },
  "classes": 3,
  "width_multiplier": 0.5,
  "branches": 2,
  "dilation": "explicit",
  "norm_epsilon": 0.001,
  "size_multiple_of": 2,
  "widths": {
    "a": { "scaled": 32, "at_most": 64 },
    "b": { "scaled": 16, "above": "a" },
    "c": { "by_multiplier": [{ "up_to": 0.75, "width": 8 }, { "width": 16 }] },
    "d": { "product": ["c", { "min": ["a", 3] }] },
    "e": { "floor_div": ["d", 2] }
  },
  "blocks": [
    { "name": "conv", "type": "conv", "channels": "a", "kernel": 3, "bias": true, "dilation": 2, "groups": "gcd" },
    { "name": "norm", "type": "bn_prelu", "parts": { "norm": "0", "activation": "1" } },
    { "name": "none", "type": "eesp", "repeat": 0, "dilations": [1, 2] },
    { "name": "unit", "type": "eesp", "repeat": 2, "dilations": [1, 3] },
    { "name": "down", "type": "strided_eesp", "channels": "b", "dilations": [1, 1], "image": "input" },
    { "name": "pool", "type": "efficient_pyramid_pool", "channels": "c", "projection": "e", "scales": [1.5, 1, 0.5] },
    { "name": "gate", "type": "efficient_pw_conv", "channels": "c", "from": "down" },
    { "name": "sum", "type": "add", "from": ["pool", "gate"] },
    { "name": "up", "type": "resize", "scale": 2 },
    { "name": "to", "type": "resize", "to": "conv" },
    { "name": "shuffle", "type": "channel_shuffle", "groups": 2 },
    { "name": "avg", "type": "avg_pool", "kernel": 3, "stride": 2, "padding": 1 },
    { "name": "max", "type": "max_pool", "kernel": 3, "stride": 1, "padding": 1 },
    { "name": "five", "type": "adaptive_avg_pool", "height": 5, "width": 3 },
    { "name": "batch", "type": "batch_norm" },
    { "name": "sigmoid", "type": "activation", "function": "sigmoid" },
    { "name": "product", "type": "mul", "from": ["five", "sigmoid"] },
    { "name": "both", "type": "concat", "from": ["five", "product"] },
    { "name": "slice", "type": "channel_slice", "start": 1, "channels": 2 },
    { "name": "larger", "type": "conv_transpose", "stride": 2, "channels": "c", "norm": "batch_norm" },
    { "name": "global", "type": "global_avg_pool" },
    { "name": "linear", "type": "linear", "features": "classes", "bias": false }
  ],
  "outputs": ["linear", { "name": "map", "from": "to" }]
}
"#;

fn invocations() -> Seeds {
    [
        r#"pub struct Tiny; spec = "specs/tiny.json";"#,
        r#"#[derive(PartialEq)] #[doc = "a/b"] pub(crate) struct Tiny; spec = "specs/tiny.json"; classes = 3; weights = "fixtures/tiny.safetensors";"#,
        r#"struct Odd; spec = "specs/odd.json"; input = [3, 12, 8]; dilation = "paper";"#,
        r#"struct r#type; spec = "specs/custom.json"; width_multiplier = 1.5; classes = 5; input = [3, 32, 32]; branches = 2;"#,
        r#"struct Wrong; spec = "specs/none.json"; width_multiplier = -1; widht = 3; classes = "x"; classes = 4;"#,
        r#"struct Wrong; weights = "specs/tiny.json"; input = [1, 2]; dilation = 1;"#,
        r#"enum Wrong { A }"#,
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

/// Returns frames of every format, with each resize rule and fit, of few and of many pixels.
fn frames() -> Seeds {
    (0..48_u8)
        .map(|i| {
            let (width, height) = if i % 3 == 0 { (70, 33) } else { (3 + i % 5, 1 + i % 7) };
            let mut seed = vec![i, i / 8, width, 0, height, 0, i % 4, 0, i % 12, i];
            seed.extend([5 + i % 30, 7 + i % 20, 3 - i / 24 * 2, 200, 0, 0]);
            seed.extend((0..71).map(|at: u8| at.wrapping_mul(37) ^ i));
            seed
        })
        .collect()
}

/// Files of one container: a bare state dict, a training checkpoint, and one with other types, views
/// and strides.
fn pytorch(container: Container) -> Seeds {
    let legacy = container == Container::Legacy;
    let id = |class, key, elements| StorageId {
        legacy: legacy.then_some(None),
        ..StorageId::new(class, key, elements)
    };
    let four = id("FloatStorage", "0", 4);
    let floats = ("0", 4, f32_bytes(&[1.0, -2.0, 0.5, 1e-9]));

    let mut bare = Pickler::new();
    bare.open_ordered_dict();
    bare.text("conv.weight").tensor(&four, 0, &[2, 2], &[2, 1]).close();

    let mut training = Pickler::new();
    training.open_dict().text("epoch").int(3).text("state_dict").open_ordered_dict();
    training.text("module.a").tensor(&four, 0, &[2, 2], &[1, 2]);
    training.text("module.b").tensor(&four, 1, &[3], &[1]);
    training.close().close();

    let mut types = Pickler::new();
    types.open_ordered_dict();
    for (name, class, key) in
        [("half", "HalfStorage", "1"), ("bf", "BFloat16Storage", "2"), ("n", "LongStorage", "3")]
    {
        types.text(name).tensor(&id(class, key, 2), 0, &[2], &[1]);
    }
    let viewed = StorageId { legacy: legacy.then_some(Some((1, 2))), ..four };
    types.text("view").tensor(&viewed, 0, &[2], &[1]).close();
    let storages = [
        floats.clone(),
        ("1", 2, vec![0, 0x3c, 1, 0]),
        ("2", 2, vec![0x80, 0x3f, 0, 0]),
        ("3", 8, [5i64.to_le_bytes(), (-1i64).to_le_bytes()].concat()),
    ];
    // One dictionary has weights under wrapped names, another has a copy; there are other entries, a
    // negated view, a tensor with attributes, and one that states its own element type.
    let mut several = Pickler::new();
    several.open_dict().text("step").tensor(&four, 3, &[], &[]).text("ema").open_dict();
    several.text("w").tensor(&four, 1, &[2], &[1]).text("a.w").tensor(&four, 0, &[1], &[1]).close();
    several.text("net").open_dict().text("_orig_mod.w");
    several.global("torch._utils", "_rebuild_tensor_v2").op(b'(').storage(&four).int(0);
    several.tuple(&[2]).tuple(&[1]).op(0x89).op(b'N').open_dict().text("neg").op(0x88).close();
    several.op(b't').op(b'R').text("_orig_mod.a.w");
    several.global("torch._tensor", "_rebuild_from_type_v2").op(b'(');
    several.global("torch._utils", "_rebuild_tensor_v2").global("torch", "Tensor").op(b'(');
    several.storage(&four).int(2).tuple(&[1]).tuple(&[1]).op(0x89).op(b'N').op(b't');
    several.open_dict().text("note").int(1).close().op(b't').op(b'R').text("n_averaged");
    several.global("torch._utils", "_rebuild_tensor_v3").op(b'(').storage(&four).int(1).tuple(&[]);
    several.tuple(&[]).op(0x89).op(b'N').global("torch", "int32").op(b't').op(b'R').close().close();
    vec![
        container.file(&several.stop(), std::slice::from_ref(&floats)),
        container.file(&bare.stop(), std::slice::from_ref(&floats)),
        container.file(&training.stop(), &[floats]),
        container.file(&types.stop(), &storages),
    ]
}

fn safetensors() -> Result<Seeds, Box<dyn Error>> {
    let a = Tensor::new(vec![2, 2], vec![1.0, f32::NAN, -0.0, 1e-40])?;
    let scalar = Tensor::new(vec![], vec![3.0])?;
    let empty = Tensor::new(vec![0, 3], vec![])?;
    let raw = |header: &str, data: &[u8]| {
        [&(header.len() as u64).to_le_bytes(), header.as_bytes(), data].concat()
    };
    Ok(vec![
        write_safetensors([("module.a", &a), ("module.b\u{e9}", &scalar)])?,
        write_safetensors([("empty", &empty)])?,
        write_safetensors([
            ("module.w", &Tensor::new(vec![2], vec![1.0, 2.0])?),
            ("module.a.w", &Tensor::new(vec![1], vec![3.0])?),
            ("criterion.b", &scalar),
        ])?,
        raw(
            r#"{"__metadata__":{"format":"pt"},"n":{"dtype":"I64","shape":[1],"data_offsets":[0,8]},"h":{"dtype":"F16","shape":[2],"data_offsets":[8,12]}}"#,
            &[1; 12],
        ),
        raw(r#"{"b":{"dtype":"BOOL","shape":[3],"data_offsets":[0,3]}}  "#, &[0, 1, 1]),
    ])
}

fn shard_indices() -> Seeds {
    [
        r#"{"metadata": {"total_size": 12, "by": [null, -1.5e3, {"a": true}]}, "weight_map": {"w": "a.bin", "a.w": "b/c.bin"}}"#,
        r#"{"weight_map": {"w": "model-00001-of-00002.safetensors", "\u0061.w": "model-00002-of-00002.safetensors"}}"#,
        r#"{"weight_map": {"w": "../a.bin"}}"#,
        r#"{"weight_map": {}}"#,
    ]
    .map(|text| text.as_bytes().to_vec())
    .into()
}

/// Returns inputs of the target for packed weights: a byte that chooses, and the bytes behind it.
fn packed() -> Result<Seeds, Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/tiny.safetensors");
    let numbers: Vec<u8> = (0..40).flat_map(|i| (i as f32 / 20.0).to_le_bytes()).collect();
    let special = f32_bytes(&[f32::NAN, f32::INFINITY, 1e-41, -0.0, f32::MAX, f32::MIN, 1.0]);
    let with = |choice: u8, bytes: &[u8]| [&[choice], bytes].concat();
    Ok(vec![
        with(0, &fs::read(root)?),
        with(1, &numbers),
        with(1, &special),
        with(2, &numbers),
        with(2, &special),
        with(6, &numbers),
        with(3, &numbers),
        with(3 + 128, &numbers),
    ])
}

/// Returns a picture of a few pixels.
fn picture() -> DynamicImage {
    let mut picture = DynamicImage::new_rgb8(9, 6).to_rgb8();
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        pixel.0 = [x * 25, y * 40, x * y * 5].map(|value| value as u8);
    }
    picture.into()
}

/// Returns PNG and JPEG files of every type of pixel.
fn images() -> Result<Seeds, Box<dyn Error>> {
    encoded(&[ImageFormat::Png, ImageFormat::Jpeg])
}

/// Returns files of every type of pixel that the formats support.
fn encoded(formats: &[ImageFormat]) -> Result<Seeds, Box<dyn Error>> {
    let picture = picture();
    let kinds: [DynamicImage; 5] = [
        picture.clone(),
        picture.to_luma8().into(),
        picture.to_luma_alpha16().into(),
        picture.to_rgba8().into(),
        picture.to_rgb16().into(),
    ];
    let mut files = Seeds::new();
    for &format in formats {
        for kind in &kinds {
            let mut bytes = Cursor::new(Vec::new());
            match kind.write_to(&mut bytes, format) {
                Ok(()) => files.push(bytes.into_inner()),
                // The format does not support this type of pixel.
                Err(ImageError::Unsupported(_) | ImageError::Parameter(_)) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
    Ok(files)
}

/// Returns GIF files: a frame that fills the canvas, a smaller frame, and an interlaced frame.
fn gifs() -> Result<Seeds, Box<dyn Error>> {
    let palette: Vec<u8> = (0..12).map(|i| i * 20).collect();
    [(0, None, false), (2, Some(3), false), (0, Some(1), true)]
        .into_iter()
        .map(|(offset, transparent, interlaced)| {
            let indices: Vec<u8> = (0..54).map(|i| i % 4).collect();
            let mut frame = gif::Frame::from_indexed_pixels(9, 6, indices, transparent);
            (frame.left, frame.top, frame.interlaced) = (offset, offset, interlaced);
            let mut bytes = Vec::new();
            let mut encoder =
                gif::Encoder::new(&mut bytes, 9 + 2 * offset, 6 + 2 * offset, &palette)?;
            encoder.write_frame(&frame)?;
            drop(encoder);
            Ok(bytes)
        })
        .collect()
}

/// Returns TIFF files of four types of pixels with each compression.
fn tiffs() -> Result<Seeds, Box<dyn Error>> {
    let bytes = picture().into_rgb8().into_raw();
    let inks: Vec<u8> = bytes.iter().copied().cycle().take(9 * 6 * 4).collect();
    let shorts: Vec<u16> = bytes.iter().map(|&byte| u16::from(byte) * 250).collect();
    let mut files = Seeds::new();
    for compression in [
        Compression::Uncompressed,
        Compression::Lzw,
        Compression::Deflate(DeflateLevel::Balanced),
        Compression::Packbits,
    ] {
        files.push(tiff_of::<colortype::RGB8>(compression, &bytes)?);
        files.push(tiff_of::<colortype::Gray8>(compression, &bytes[..54])?);
        files.push(tiff_of::<colortype::CMYK8>(compression, &inks)?);
        files.push(tiff_of::<colortype::RGB16>(compression, &shorts)?);
    }
    Ok(files)
}

fn tiff_of<C: colortype::ColorType>(
    compression: Compression,
    samples: &[C::Inner],
) -> tiff::TiffResult<Vec<u8>>
where
    [C::Inner]: TiffValue,
{
    let mut file = Cursor::new(Vec::new());
    TiffEncoder::new(&mut file)?.with_compression(compression).write_image::<C>(9, 6, samples)?;
    Ok(file.into_inner())
}

/// Returns files that state the orientation of the camera.
fn oriented() -> Result<Seeds, Box<dyn Error>> {
    // Exif data with a single entry: the orientation, a 16-bit integer.
    let exif = |value: u8| {
        [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"[..], &[value, 0, 0, 0, 0, 0, 0]]
            .concat()
    };
    let picture = picture().into_rgb8();
    let mut files = Seeds::new();
    for value in [3, 6, 7] {
        let mut jpeg = Vec::new();
        let mut encoder = image::codecs::jpeg::JpegEncoder::new(&mut jpeg);
        encoder.set_exif_metadata(exif(value))?;
        encoder.encode_image(&picture)?;
        let mut png = Vec::new();
        let mut encoder = image::codecs::png::PngEncoder::new(&mut png);
        encoder.set_exif_metadata(exif(value))?;
        picture.write_with_encoder(encoder)?;
        let mut webp = Vec::new();
        let mut encoder = image::codecs::webp::WebPEncoder::new_lossless(&mut webp);
        encoder.set_exif_metadata(exif(value))?;
        picture.write_with_encoder(encoder)?;
        files.extend([jpeg, png, webp]);
    }
    Ok(files)
}
