extension APIOperation.Shape {
    /// A step of a record that goes from one state to the next: it names the version that was seen, and answers the new one.
    static func step(id: String, summary: String, body: JSONSchema?, example: JSONValue?) -> Self {
        Self(
            id: id,
            summary: summary,
            effect: .changesVersion,
            body: body,
            bodyExample: example,
            answer: .reference("RecordVersion"),
            answerExample: LearningSchemas.change,
            hasVersion: true,
            refusals: [.invalid, .conflict, .forbidden]
        )
    }
}
