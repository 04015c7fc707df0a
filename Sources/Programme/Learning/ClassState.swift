/// Where a class stands.
///
///     planned --> open --> running --> finished      cancelled: from planned, open and running
///        |                    ^  \<------ |           back: finished to running, cancelled to planned
///        +--------------------+
package enum ClassState: String, Codable, CaseIterable, Sendable {
    /// Being prepared.
    case planned
    /// Takes members, and has not begun.
    case open
    /// Has begun, and takes members still.
    case running
    /// Is over.
    case finished
    /// Is not held.
    case cancelled

    /// What it can become next.
    package var next: Set<ClassState> {
        switch self {
        case .planned: [.open, .running, .cancelled]
        case .open: [.planned, .running, .finished, .cancelled]
        case .running: [.finished, .cancelled]
        case .finished: [.running]
        case .cancelled: [.planned]
        }
    }

    /// Whether members may be enrolled: in a finished class only by who enters afterwards what took place.
    package func takesMembers(afterwards: Bool) -> Bool {
        switch self {
        case .planned, .open, .running: true
        case .finished: afterwards
        case .cancelled: false
        }
    }

    /// Đang chuẩn bị, Đang ghi danh, Đang học, Đã kết thúc, Đã huỷ.
    package var vietnameseName: String {
        switch self {
        case .planned: "Đang chuẩn bị"
        case .open: "Đang ghi danh"
        case .running: "Đang học"
        case .finished: "Đã kết thúc"
        case .cancelled: "Đã huỷ"
        }
    }

    /// Planned, Open, Running, Finished, Cancelled.
    package var englishName: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
