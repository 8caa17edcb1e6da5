package com.brand.shop

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.activity.ComponentActivity
import androidx.activity.viewModels
import androidx.lifecycle.Lifecycle
import androidx.lifecycle.ViewModel
import androidx.lifecycle.lifecycleScope
import androidx.lifecycle.repeatOnLifecycle
import androidx.lifecycle.viewModelScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.receiveAsFlow
import kotlinx.coroutines.launch

class MainActivity : ComponentActivity() {
    private val opener: LinkOpener by viewModels()

    override fun onCreate(savedInstanceState: Bundle?) {
        super.onCreate(savedInstanceState)
        lifecycleScope.launch {
            repeatOnLifecycle(Lifecycle.State.STARTED) { opener.targets.collect { show(it) } }
        }
        // An activity that is restored, or comes from the list of recent apps, has opened its link before.
        val isFromHistory = intent.flags and Intent.FLAG_ACTIVITY_LAUNCHED_FROM_HISTORY != 0
        if (savedInstanceState == null && !isFromHistory) intent.data?.let(opener::open)
    }

    override fun onNewIntent(intent: Intent) {
        super.onNewIntent(intent)
        setIntent(intent)
        intent.data?.let(opener::open)
    }

    private fun show(target: AppLinkTarget) {
        when (target) {
            is AppLinkTarget.App -> showPage(target.address)
            is AppLinkTarget.Browser -> openInBrowser(target.address)
        }
    }

    /** Stands for the router of your app. */
    private fun showPage(address: Uri) {
        title = address.path
    }
}

/** Survives the rotation of the screen, while the answer is on its way. */
class LinkOpener : ViewModel() {
    private val links = AppLinks(trackingHosts = setOf("click.brand.com"), ownHosts = setOf("shop.brand.com"))
    private val resolved = Channel<AppLinkTarget>(Channel.CONFLATED)
    private var opening: Job? = null

    val targets = resolved.receiveAsFlow()

    /** The link that was tapped last is the one that counts. */
    fun open(link: Uri) {
        opening?.cancel()
        opening = viewModelScope.launch {
            resolved.send(if (links.contains(link)) links.targetOf(link) else AppLinkTarget.App(link))
        }
    }
}
