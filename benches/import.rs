//! How long reading a document takes by its length, for shapes that might make it take more than in step with it.

use duban::import::{read, source};

fn main() {
    divan::main();
}

type Text = fn(usize) -> String;

const SHAPES: [(&str, Text); 6] = [
    ("marks in a line", |n| "（一）".repeat(n)),
    ("the same number again", |n| "1. 建设。\n".repeat(n)),
    ("annexes", |n| (0..n).map(|i| format!("附件{i}\n")).collect()),
    ("numerals", |n| "一".repeat(n)),
    ("heads of tables", |n| "序号 |\n".repeat(n)),
    ("numbers that go on", |n| (1..n).map(|i| format!("{i}. 建设。\n")).collect()),
];

#[divan::bench(sample_count = 5, args = [2_000, 16_000], consts = [0, 1, 2, 3, 4, 5])]
fn shape<const SHAPE: usize>(bencher: divan::Bencher, n: usize) {
    let text = format!("方案\n{}\n", SHAPES[SHAPE].1(n));
    let source = source(SHAPES[SHAPE].0, text.as_bytes());
    bencher.bench_local(|| source.as_ref().map(|source| read(source, &[]).coverage.lines(source).len()).ok());
}
