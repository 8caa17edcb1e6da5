package com.brand.shop

import android.content.ActivityNotFoundException
import android.content.Context
import android.content.Intent
import android.net.Uri
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.withTimeoutOrNull
import org.json.JSONObject
import java.net.HttpURLConnection
import java.net.URL

/** Where an app link leads. */
sealed class AppLinkTarget {
    /** An address of this app, for its router. */
    data class App(val address: Uri) : AppLinkTarget()

    /** Any other address. */
    data class Browser(val address: Uri) : AppLinkTarget()
}

/**
 * Resolves the app links of a tracking domain, `https://click.brand.com/a/<token>`.
 *
 * [trackingHosts] are those of the manifest; links of no other host are resolved. [ownHosts] are those whose addresses the
 * app's router can show.
 */
class AppLinks(private val trackingHosts: Set<String>, private val ownHosts: Set<String>) {
    fun contains(link: Uri): Boolean = link.isHttpsOn(trackingHosts) && link.encodedPath.orEmpty().startsWith("/a/")

    /**
     * Asks where an app link leads, which counts the click. Offline, or for a link that is unknown, it is the link itself:
     * a browser shows more than nothing.
     */
    suspend fun targetOf(link: Uri): AppLinkTarget {
        val destination = destinationOf(link) ?: return AppLinkTarget.Browser(link)
        return if (destination.isHttpsOn(ownHosts)) AppLinkTarget.App(destination) else AppLinkTarget.Browser(destination)
    }

    /** Looking up a host has no timeout of its own and cannot be interrupted: it is left behind, not waited for. */
    private suspend fun destinationOf(link: Uri): Uri? {
        val answer = CoroutineScope(Dispatchers.IO).async { runCatching { ask(link) }.getOrNull() }
        return withTimeoutOrNull(TIMEOUT_MS.toLong()) { answer.await() }
    }

    private fun ask(link: Uri): Uri? {
        val connection = URL(link.toString()).openConnection() as HttpURLConnection
        try {
            connection.connectTimeout = TIMEOUT_MS
            connection.readTimeout = TIMEOUT_MS
            connection.useCaches = false
            connection.instanceFollowRedirects = false
            connection.setRequestProperty("Accept", "application/json")
            if (connection.responseCode != HttpURLConnection.HTTP_OK) return null
            val body = connection.inputStream.bufferedReader().use { it.readText() }
            return Uri.parse(JSONObject(body).getString("url")).takeIf { it.scheme == "https" || it.scheme == "http" }
        } finally {
            connection.disconnect()
        }
    }

    /** The whole authority is compared, so that neither a port nor a user name can stand before or behind the host. */
    private fun Uri.isHttpsOn(hosts: Set<String>): Boolean = scheme == "https" && encodedAuthority in hosts

    private companion object {
        const val TIMEOUT_MS = 5_000
    }
}

/**
 * Shows an address in the browser. The plain intent for a link that opens this app would open this app again, which would
 * send it back, and so on: the selector has the system look for what opens any web page, which is a browser.
 */
fun Context.openInBrowser(address: Uri) {
    val anyPage = Intent(Intent.ACTION_VIEW, Uri.fromParts("https", "", null)).addCategory(Intent.CATEGORY_BROWSABLE)
    val page = Intent(Intent.ACTION_VIEW, address).addCategory(Intent.CATEGORY_BROWSABLE)
    page.selector = anyPage
    try {
        startActivity(page)
    } catch (ignored: ActivityNotFoundException) {
        // A device without a browser has nothing that could show it.
    }
}
