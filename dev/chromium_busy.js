// What the page still waits for, or nothing; a trouble that it shows is thrown.
(() => {
    const visible = (css) =>
        [...document.querySelectorAll(css)].find((e) => e.checkVisibility());
    const trouble = visible(
        ".o_error_dialog, .o_notification_bar.bg-danger, .oe_login_form",
    );
    if (trouble) {
        const text = trouble.closest(".o_notification, .modal, form").innerText;
        throw new Error("shows " + JSON.stringify(text.slice(0, 300)));
    }
    if (document.readyState !== "complete") {
        return "the page";
    }
    if (
        document.querySelector(".o_web_client") &&
        !document.querySelector(".o_action")
    ) {
        return "a screen";
    }
    if (visible(".o_loading_indicator, .o_blockUI, .o-autocomplete .fa-spin")) {
        return "the end of loading";
    }
    const inView = (e) => {
        const box = e.getBoundingClientRect();
        return box.top < innerHeight && box.bottom > 0 && box.width && box.height;
    };
    if ([...document.images].some((e) => inView(e) && !e.complete)) {
        return "an image";
    }
    return document.fonts.status === "loaded" ? "" : "a font";
})();
