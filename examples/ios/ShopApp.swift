import SwiftUI
import UIKit

@main
struct ShopApp: App {
    @StateObject private var router = Router()

    var body: some Scene {
        WindowGroup {
            RootView()
                .environmentObject(router)
                // Universal links arrive here, whether they start the app or find it running.
                .onOpenURL { url in router.open(url) }
        }
    }
}

/// Stands for the router of your app.
@MainActor
final class Router: ObservableObject {
    @Published private(set) var page: URL?
    private let links = AppLinks(trackingHosts: ["click.brand.com"], ownHosts: ["shop.brand.com"])
    private var opening: Task<Void, Never>?

    func open(_ url: URL) {
        // The link that was tapped last is the one that counts.
        opening?.cancel()
        guard links.contains(url) else { return show(url) }
        opening = Task {
            let target = await links.target(of: url)
            if Task.isCancelled { return }
            switch target {
            case .app(let page): show(page)
            // Even a link that opens this app is opened by the browser when the app itself asks for it.
            case .browser(let page): _ = await UIApplication.shared.open(page)
            }
        }
    }

    private func show(_ url: URL) {
        page = url
    }
}

struct RootView: View {
    @EnvironmentObject private var router: Router

    var body: some View {
        Text(router.page?.path ?? "Home")
    }
}
