package import Logging
package import Programme
package import Reports
internal import ServiceLifecycle
package import Store

/// Makes official reports beside the requests that ask for them, and asks for those that are due. What waits stands in the
/// database: whichever server is there makes it, and one that is killed on the way is followed by another.
///
///     asked (page, program, command, schedule) -> held by one server -> made, or failed with what to say
package final class ReportRunner: Service {
    /// Runs at once: each takes a connection or two and a processor.
    private static let mostAtOnce = 2
    /// Between looks for what waits; with what one sees on a page in mind.
    private static let pause: Duration = .seconds(2)
    /// A report has the time of its printing and as much again for its rows; what takes longer is let go.
    private static let longest: Duration = .seconds(600)
    /// Looks for what is due, one for so many looks for what waits.
    private static let looksBetweenDue = 150

    private let queue: ReportQueue
    private let maker: ReportMaker
    private let logger: Logger

    /// A runner that begins with `run`.
    package init(queue: ReportQueue, maker: ReportMaker, logger: Logger) {
        self.queue = queue
        self.maker = maker
        self.logger = logger
    }

    /// Does what waits until it is told to stop; then what runs is broken off, and leaves nothing half-done.
    package func run() async throws {
        maker.removeOldFiles()
        await cancelWhenGracefulShutdown { [self] in
            var looks = 0
            while !Task.isCancelled {
                if looks.isMultiple(of: Self.looksBetweenDue) { await askDue() }
                looks += 1
                await makeWaiting()
                try? await Task.sleep(for: Self.pause)
            }
        }
    }

    /// Makes everything that waits now.
    package func makeWaiting() async {
        let waiting: [WaitingReport]
        do {
            waiting = try await queue.waiting()
        } catch {
            if !Task.isCancelled {
                logger.warning("the reports that wait cannot be read", metadata: ["error": "\(error)"])
            }
            return
        }
        await withTaskGroup(of: Void.self) { group in
            for (index, report) in waiting.enumerated() {
                if index >= Self.mostAtOnce { await group.next() }
                group.addTask { await self.make(report) }
            }
        }
    }

    /// Asks for what the schedules say is due.
    package func askDue(today: CalendarDay = .inVietnam()) async {
        do {
            let asked = try await queue.askDue(today: today)
            if asked > 0 { logger.info("reports are due", metadata: ["reports": "\(asked)"]) }
        } catch {
            if !Task.isCancelled {
                logger.warning("what is due cannot be read", metadata: ["error": "\(error)"])
            }
        }
    }

    private func make(_ report: WaitingReport) async {
        do {
            let outcome = try await withThrowingTaskGroup(of: ReportMaker.Outcome?.self) { group in
                group.addTask { try await self.maker.make(report) }
                group.addTask {
                    try await Task.sleep(for: Self.longest)
                    return nil
                }
                defer { group.cancelAll() }
                return try await group.next() ?? nil
            }
            let metadata: Logger.Metadata = ["report": "\(report.id)"]
            switch outcome {
            case .made(let state)?: logger.info("a report is \(state.rawValue)", metadata: metadata)
            case .failed(let problem, let reason)?:
                logger.error(
                    "a report cannot be made: \(problem.rawValue)",
                    metadata: metadata.merging(["reason": "\(reason)"]) { $1 }
                )
            case .passed?: break
            case nil: logger.error("a report took too long and was let go", metadata: metadata)
            }
        } catch is CancellationError {
            return
        } catch {
            if !Task.isCancelled {
                logger.error("a report was broken off", metadata: ["report": "\(report.id)", "error": "\(error)"])
            }
        }
    }
}
