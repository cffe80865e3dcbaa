use crate::scene::Scene;

#[test]
fn nothing_of_a_hostile_document_becomes_markup() {
    let text = "<script>alert('text')</script> <img src=x onerror=alert(1)> Police \"cracked\" 12,300 </p></html> cases \
        & <b>4,560</b> suspects.";
    let record =
        serde_json::json!({ "text": text, "title": "<script>alert('title')</script>", "publisher": "</title>" });
    let scene = Scene::new()
        .file("in/<script>alert(2)<\u{2044}script>.txt", text)
        .file("in/record.jsonl", format!("{record}\n<script>alert('detail')</script>\n"));
    scene.done(&["run", "in", "-o", "out"]);
    let page = String::from_utf8(scene.read("out/report.html")).unwrap();
    assert!(page.contains("&lt;script&gt;"), "the text is shown");
    for markup in ["<script>alert", "<img src=x", "</p></html> cases", "<b>4,560"] {
        assert!(!page.contains(markup), "{markup}");
    }
}

#[test]
fn the_page_may_be_left_out() {
    let scene = Scene::with_stories();
    scene.done(&["run", "in", "-o", "out"]);
    assert!(scene.path("out/report.html").exists());
    scene.done(&["run", "in", "-o", "out", "--no-report"]);
    assert!(!scene.path("out/report.html").exists(), "the page of an earlier run is gone");
}
