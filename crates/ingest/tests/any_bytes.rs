//! Whatever the bytes, reading ends, and every source is in documents or in rejects.

use tallysheet_ingest::{IngestConfig, Ingested, read_bytes};

const NAMES: &[&str] = &[
    "-",
    "a",
    "a.txt",
    "a.md",
    "a.html",
    "a.jsonl",
    "a.csv",
    "a.tsv",
    "a.txt.gz",
    "a.jsonl.gz",
    "a.html.zst",
    "a.png",
];

/// One of each format, to be damaged.
const SEEDS: &[&str] = &[
    "Police cracked 4,410 cases, up 28.5 percent.\n",
    "---\ntitle: \"Year\"\ndate: 2021-04-09\n---\n# 全年数据\n\n- 4410起\n",
    "<!doctype html><html><head><meta charset=gbk><title>T</title><script type=\"application/ld+json\">{\"@context\":\
     \"https://schema.org\",\"@type\":\"NewsArticle\",\"headline\":\"H\",\"author\":[{\"name\":\"N\"}]}</script></head>\
     <body><nav><a href=/>x</a></nav><article><p>One, two, three.</p><table><tr><td>1<td>2</table></article></body>",
    "{\"text\": \"Output rose 5%.\", \"date\": \"2021-04-09\"}\n{\"text\": \"全年\\u7834案\", \"publisher\": {\"name\": \"P\"}}\n",
    "id,text,date\n1,\"a \"\"quoted\"\",\nline\",14 April 2022\n2,b,c\n",
];

/// Marsaglia's xorshift64: the same sequence on every machine.
struct XorShift(u64);

impl XorShift {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound.max(1) as u64) as usize
    }

    fn bytes(&mut self, len: usize) -> Vec<u8> {
        (0..len).map(|_| self.next() as u8).collect()
    }

    /// `bytes` with some bytes changed, one stretch doubled and the end cut off.
    fn damage(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..self.below(8) {
            let at = self.below(bytes.len());
            bytes[at] = self.next() as u8;
        }
        let start = self.below(bytes.len());
        let end = start + self.below(bytes.len() - start);
        let stretch = bytes[start..end].to_vec();
        bytes.splice(start..start, stretch);
        let len = bytes.len() - self.below(10);
        bytes.truncate(len);
        bytes
    }
}

fn check(name: &str, bytes: &[u8]) -> Ingested {
    let ingested = read_bytes(name, bytes, &IngestConfig::default());
    assert!(!ingested.documents.is_empty() || !ingested.rejects.is_empty(), "{name} {bytes:?}");
    for document in &ingested.documents {
        assert!(!document.text.trim().is_empty(), "{name} {bytes:?}");
    }
    ingested
}

#[test]
fn random_bytes() {
    let mut random = XorShift(0x9e37_79b9_7f4a_7c15);
    for len in 0..100 {
        let bytes = random.bytes(len * 7);
        for name in NAMES {
            check(name, &bytes);
        }
    }
}

#[test]
fn damaged_files() {
    let mut random = XorShift(0x2545_f491_4f6c_dd1d);
    for round in 0..400 {
        let bytes = random.damage(SEEDS[round % SEEDS.len()].as_bytes());
        for name in ["-", "a.txt", "a.md", "a.html", "a.jsonl", "a.csv"] {
            check(name, &bytes);
        }
    }
}

#[test]
fn reading_twice_gives_the_same() {
    for seed in SEEDS {
        for name in NAMES {
            assert_eq!(check(name, seed.as_bytes()), check(name, seed.as_bytes()));
        }
    }
}
