// The quiz of a page of the portal: attempts and results stay in this browser.

import { localKeeper, start } from "./quiz.js";

start((form, quiz) => localKeeper(form.dataset.home ?? "./", quiz));
