//! Texts that are not JSON, and fields that are unknown, missing, of the wrong type or out of
//! range.

use super::check;

/// Texts that are not JSON, and fields that are unknown, repeated, missing, of the wrong type or
/// out of range.
#[test]
fn what_is_no_spec() {
    check(&[
        (
            r#""classes": 10,"#,
            r#""classes": 10"#,
            &["not JSON: expected `,` or `}` (line 5, column 3)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10,,"#,
            &[
                "not JSON: key must be a string (line 4, column 17); put the field's name in double quotes",
            ],
        ),
        (
            r#""width": 48 }"#,
            r#""width": 48, }"#,
            &["not JSON: a comma with nothing after it (line 3, column 56); take it away"],
        ),
        (
            r#"["classifier"]
}"#,
            r#"["classifier"
"#,
            &[
                "not JSON: the text ends too early (line 13, column 26); close what is open: a string, array or object",
            ],
        ),
        (
            r#"["classifier"]
}"#,
            r#"["classifier"]
} 7"#,
            &["not JSON: more text after the object (line 14, column 3); take it away"],
        ),
        (
            r#""channels": 3"#,
            r#""Chanels": 3"#,
            &[
                "/input/Chanels: unknown field `Chanels` (line 3, column 14); did you mean `channels`?",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "widht_multiplier": 2,"#,
            &[
                "/widht_multiplier: unknown field `widht_multiplier` (line 4, column 18); did you mean `width_multiplier`?",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "colour": 2,"#,
            &[
                "/colour: unknown field `colour` (line 4, column 18); known fields: `$schema`, `branches`, `description`, `detection`, `dilation`, `fit`, `labels`, `mask_size`, `norm_epsilon`, `normalization`, `resize`, `settings`, `size_multiple_of`, `units`, `width_multiplier`",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": "ten","#,
            &["/classes: expected an integer from 1 to 65536, found `ten` (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 0,"#,
            &["/classes: expected an integer from 1 to 65536, found 0 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 1e30,"#,
            &["/classes: expected an integer from 1 to 65536, found 1e+30 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": -3,"#,
            &["/classes: expected an integer from 1 to 65536, found -3 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10.5,"#,
            &["/classes: expected an integer from 1 to 65536, found 10.5 (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": null,"#,
            &["/classes: expected an integer from 1 to 65536, found null (line 4, column 14)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "classes": 11,"#,
            &["/classes: the field stands twice (line 4, column 18); keep one of them"],
        ),
        (
            r#""classes": 10,"#,
            "",
            &["missing field `classes` (line 1, column 1); it takes an integer from 1 to 65536"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "dilation": "papre","#,
            &[
                "/dilation: expected one of `official`, `paper`, `explicit`, found `papre` (line 4, column 30); did you mean `paper`?",
            ],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "branches": 9,"#,
            &["/branches: expected an integer from 2 to 8, found 9 (line 4, column 30)"],
        ),
        (
            r#""classes": 10,"#,
            r#""classes": 10, "width_multiplier": 0,"#,
            &["/width_multiplier: expected a number from 0.01 to 64, found 0 (line 4, column 38)"],
        ),
        (
            r#""height": 32"#,
            r#""height": 0"#,
            &["/input/height: expected an integer from 1 to 65536, found 0 (line 3, column 39)"],
        ),
        (
            r#""height": 32"#,
            r#""height": 99999999999999999999"#,
            &[
                "/input/height: expected an integer from 1 to 65536, found 1e+20 (line 3, column 39)",
            ],
        ),
        (
            r#"{ "channels": 3, "height": 32, "width": 48 }"#,
            "[3, 32, 48]",
            &["/input: expected an object, found an array of 3 (line 3, column 12)"],
        ),
        (
            r#""tiny""#,
            r#""tiny net""#,
            &[
                "/name: `tiny net` is no name (line 2, column 11); use letters, digits, `_`, `-` and `.`",
            ],
        ),
        (
            r#"["classifier"]"#,
            "[]",
            &[
                "/outputs: expected an array of 1 to 64 items, found an array of 0 (line 13, column 14)",
            ],
        ),
        (
            r#"["classifier"]"#,
            "[7]",
            &[
                "/outputs/0: expected a string or an object with `name`, found 7 (line 13, column 15)",
            ],
        ),
        (
            r#"["classifier"]"#,
            r#"[{ "name": "output" }]"#,
            &["/outputs/0: missing field `from` (line 13, column 15); it takes a string"],
        ),
    ]);
}

/// Unknown kinds of blocks, and blocks with wrong fields.
#[test]
fn blocks_with_wrong_fields() {
    check(&[
        (
            r#""type": "eesp""#,
            r#""type": "esp""#,
            &["/blocks/2/type: unknown block type `esp` (line 9, column 31); did you mean `eesp`?"],
        ),
        (
            r#""type": "eesp""#,
            r#""type": "transformer""#,
            &[
                "/blocks/2/type: unknown block type `transformer` (line 9, column 31); known types: `conv`, `conv_transpose`, `eesp`, `strided_eesp`, `bn_prelu`, `batch_norm`, `activation`, `efficient_pyramid_pool`, `efficient_pw_conv`, `ssd_head`, `resize`, `add`, `mul`, `concat`, `global_avg_pool`, `avg_pool`, `max_pool`, `adaptive_avg_pool`, `channel_shuffle`, `channel_slice`, `linear`",
            ],
        ),
        (
            r#""type": "eesp", "#,
            "",
            &[
                "/blocks/2: missing field `type` (line 9, column 5); it is one of `conv`, `conv_transpose`, `eesp`, `strided_eesp`, `bn_prelu`, `batch_norm`, `activation`, `efficient_pyramid_pool`, `efficient_pw_conv`, `ssd_head`, `resize`, `add`, `mul`, `concat`, `global_avg_pool`, `avg_pool`, `max_pool`, `adaptive_avg_pool`, `channel_shuffle`, `channel_slice`, `linear`",
            ],
        ),
        (
            r#""type": "eesp""#,
            r#""type": 3"#,
            &[
                "/blocks/2/type: unknown block type 3 (line 9, column 31); known types: `conv`, `conv_transpose`, `eesp`, `strided_eesp`, `bn_prelu`, `batch_norm`, `activation`, `efficient_pyramid_pool`, `efficient_pw_conv`, `ssd_head`, `resize`, `add`, `mul`, `concat`, `global_avg_pool`, `avg_pool`, `max_pool`, `adaptive_avg_pool`, `channel_shuffle`, `channel_slice`, `linear`",
            ],
        ),
        (
            r#""type": "eesp""#,
            r#""type": "eesp", "dilatoins": [1]"#,
            &[
                "/blocks/2/dilatoins: unknown field `dilatoins` (line 9, column 39); did you mean `dilations`?",
            ],
        ),
        (
            r#""type": "global_avg_pool""#,
            r#""type": "global_avg_pool", "kernel": 3"#,
            &[
                "/blocks/3/kernel: unknown field `kernel` (line 10, column 50); known fields: `first`, `from`, `module`, `repeat`, `unless`, `when`",
            ],
        ),
        (
            r#""kernel": 3,"#,
            "",
            &[
                "/blocks/0: missing field `kernel` (line 7, column 5); it takes an integer from 1 to 31, a string or an object with `scaled`, `floor_scaled`, `make_divisible`, `by_multiplier`, `switch`, `sum`, `difference`, `product`, `min` or `floor_div`",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 0, "dilation": 256 }"#,
            &[
                "/blocks/0/stride: expected an integer from 1 to 31, found 0 (line 7, column 82)",
                "/blocks/0/dilation: expected an integer from 1 to 255, found 256 (line 7, column 97)",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "activation": "ReLU" }"#,
            &[
                "/blocks/0/activation: expected one of `none`, `prelu`, `relu`, `relu6`, `sigmoid`, found `ReLU` (line 7, column 99); did you mean `relu`?",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "activation": "PReLU" }"#,
            &[
                "/blocks/0/activation: expected one of `none`, `prelu`, `relu`, `relu6`, `sigmoid`, found `PReLU` (line 7, column 99); did you mean `prelu`?",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "norm": "batchnorm" }"#,
            &[
                "/blocks/0/norm: expected one of `none`, `batch_norm`, found `batchnorm` (line 7, column 93); did you mean `batch_norm`?",
            ],
        ),
        (
            r#""stride": 2 }"#,
            r#""stride": 2, "parts": { "bn": "0" } }"#,
            &[
                "/blocks/0/parts/bn: unknown field `bn` (line 7, column 96); known fields: `activation`, `conv`, `norm`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "resize""#,
            &[
                "/blocks/2: a resize with neither of `scale` and `to` (line 9, column 5); give one of them",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "resize", "scale": 2, "to": "stem""#,
            &[
                "/blocks/2: a resize with both of `scale` and `to` (line 9, column 5); give one of them",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "avg_pool", "kernel": 3, "padding": 2"#,
            &[
                "/blocks/2/padding: the padding 2 exceeds half the kernel (line 9, column 67); it is at most 1",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "conv_transpose", "stride": 9"#,
            &["/blocks/2/stride: expected an integer from 2 to 8, found 9 (line 9, column 59)"],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "conv_transpose", "stride": 2, "kernel": 3"#,
            &[
                "/blocks/2/kernel: unknown field `kernel` (line 9, column 62); known fields: `first`, `from`, `module`, `repeat`, `unless`, `when`, `activation`, `bias`, `channels`, `norm`, `parts`",
            ],
        ),
        (
            r#""type": "eesp", "limit": 7"#,
            r#""type": "max_pool", "kernel": 4, "padding": 3"#,
            &[
                "/blocks/2/padding: the padding 3 exceeds half the kernel (line 9, column 67); it is at most 2",
            ],
        ),
        (
            r#""image": "input""#,
            r#""image": "input", "unused_image_shortcut": true"#,
            &[
                "/blocks/1/unused_image_shortcut: a unit with an `image` uses its image shortcut (line 8, column 122); leave one of the two fields out",
            ],
        ),
    ]);
}
