internal import Programme
internal import Store

/// What tasks are called on pages.
enum TaskWords {
    /// Where the sheet of a task is.
    static func path(_ task: StoredTask) -> String { "/programme/tasks/\(task.owner)/\(task.id)" }

    /// A task in a table: what, a name, until when, how far, how it stands.
    static func line(_ task: StoredTask, name: String, _ scene: WorkScene) -> WorkTable.Line {
        let language = scene.language
        return WorkTable.Line(
            texts: [
                task.record.title, name, task.record.dueOn.vietnamese, "\(task.progress)%",
                Phrase(task.state.vietnameseName, task.state.englishName).text(in: language),
            ],
            path: path(task),
            alert: task.urgency(on: scene.today).flatMap { language == .vietnamese ? $0.vietnamese : $0.english }
        )
    }
}
